import type { AppContext } from "../app-context.ts";

const PAGE = 500;

/** Removes a project with its runs and artifacts; returns how many runs it had. */
export async function removeProject(
  { ports, ingest }: Pick<AppContext, "ports" | "ingest">,
  project: string,
): Promise<number> {
  const { runs, clock } = ports;
  let removed = 0;
  for (;;) {
    const page = await runs.runs({ project, limit: PAGE });
    for (const run of page) await ingest.remove(run);
    removed += page.length;
    if (page.length < PAGE) break;
  }
  for (;;) {
    const page = await runs.artifacts.collections({ project, limit: PAGE });
    for (const { number } of page) await runs.artifacts.removeCollection(number, clock.now());
    if (page.length < PAGE) break;
  }
  await runs.removeProject(project);
  return removed;
}
