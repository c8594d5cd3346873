import type { RunStore, StoredRun } from "@stepwell/storage";
import { refusal } from "./refusal.ts";

/** The run of this name; refuses with 404 when there is none. */
export async function findRun(runs: RunStore, project: string, runId: string): Promise<StoredRun> {
  const run = await runs.findRun(project, runId);
  if (run !== undefined) return run;
  throw noRun(project, runId);
}

/** The refusal of a name that no run has. */
export function noRun(project: string, runId: string): Error {
  return refusal(
    404,
    `[server] Failed to find run "${runId}" of project "${project}": nothing of that name is stored. Look at the run list; it may have been deleted.`,
  );
}
