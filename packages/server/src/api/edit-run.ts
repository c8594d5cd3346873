import type { StoredRun } from "@stepwell/storage";
import type { z } from "zod";
import type { AppContext } from "../app-context.ts";
import { mergedState } from "./run-view.ts";
import { refusal } from "./refusal.ts";
import type { bulkEditsSchema } from "./request-schemas.ts";

/** What people change of a run; what is absent stays. */
export type RunEdit = z.output<typeof bulkEditsSchema>;

/** Changes a run, and at last its project; false when it is gone. Refuses with 409 where that project has a run of its id. */
export async function editRun(
  { ports, ingest, live }: AppContext,
  run: StoredRun,
  { project, addTags = [], removeTags = [], ...edit }: RunEdit,
): Promise<boolean> {
  const { runs } = ports;
  let isThere = false;
  await ingest.exclusively(run, async () => {
    const current = await runs.run(run.number);
    if (current === undefined) return;
    isThere = true;
    const before = edit.tags ?? mergedState(current).run?.tags ?? [];
    const tags = [...new Set([...before, ...addTags])].filter((tag) => !removeTags.includes(tag));
    const changesTags = edit.tags !== undefined || addTags.length > 0 || removeTags.length > 0;
    const edits = Object.entries({ ...edit, tags: changesTags ? tags : undefined });
    await runs.update(run.number, {
      edits: Object.fromEntries(edits.filter(([, value]) => value !== undefined)),
    });
  });
  if (isThere && project !== undefined && !(await ingest.move(run, project))) {
    throw refusal(
      409,
      `[server] Failed to move run "${run.runId}" to project "${project}": the project has a run of this id, or had one that was moved. Delete that one, or name another project.`,
    );
  }
  live.run(run.number);
  return isThere;
}
