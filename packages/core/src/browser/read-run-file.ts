import { UsageError } from "../core-error.ts";
import type { Run } from "../run/run.ts";
import { storageOf } from "./page-runs.ts";

/**
 * The bytes of a page's run file so far, a `.wandb` file to save or to send. Rejects with `UsageError` when the run is
 * over, or was not started by this page.
 */
export async function readRunFile(run: Pick<Run, "id" | "folder">): Promise<Uint8Array> {
  const storage = storageOf(run);
  if (storage !== undefined) return storage.readRunFile();
  throw new UsageError(
    `[core] Failed to read the run file of "${run.id}": this page does not hold it. Ask before run.finish(), in the page that called init().`,
  );
}
