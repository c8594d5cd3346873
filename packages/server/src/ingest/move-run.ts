import type { RunCursor, RunStore, StoredRun } from "@stepwell/storage";
import type { IngestListener } from "./create-ingest.ts";
import type { RunKeys } from "./run-keys.ts";

/** What viewers are told of a run that left. */
export type LeftRun = Pick<StoredRun, "number" | "project" | "runId">;

interface Parts {
  readonly runs: RunStore;
  readonly keys: RunKeys;
  readonly listener: Pick<IngestListener, "run" | "removed">;
}

const PAGE = 1000;

/** Puts a run into another project. False when it is gone, or its id is taken there. Nothing else may happen to the run meanwhile. */
export async function moveRun(
  { runs, keys, listener }: Parts,
  number: number,
  project: string,
): Promise<boolean> {
  const run = await runs.run(number);
  if (run === undefined) return false;
  if (run.project === project) return true;
  keys.lead(run, { project, runId: run.runId });
  if (!(await runs.moveRun(number, project))) return false;
  // Its fork parents may have stayed there.
  const formerProjects = [...new Set([...(run.edits.formerProjects ?? []), run.project])];
  await runs.update(number, { edits: { formerProjects } });
  listener.removed(run);
  listener.run(number);
  return true;
}

/** Moves all that a project has to a name that nobody has; false when somebody does. */
export async function renameProject(
  { runs, keys, listener }: Parts,
  from: string,
  to: string,
): Promise<boolean> {
  const moved: { readonly number: number; readonly runId: string }[] = [];
  let after: RunCursor | undefined;
  for (;;) {
    const page = await runs.queries.find({
      project: from,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    moved.push(...page.runs);
    after = page.runs.at(-1)?.cursor;
    if (!page.more || after === undefined) break;
  }
  for (const { runId } of moved) keys.lead({ project: from, runId }, { project: to, runId });
  if (!(await runs.renameProject(from, to))) return false;
  for (const { number, runId } of moved) {
    listener.removed({ number, runId, project: from });
    listener.run(number);
  }
  return true;
}
