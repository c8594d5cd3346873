import { UsageError } from "../core-error.ts";

/** What `share` throws where there is nobody to share with. */
export function noThreads(runId: string): UsageError {
  return new UsageError(
    `[core] Failed to share the run "${runId}": this host has no worker threads. Log from the thread that called init().`,
  );
}
