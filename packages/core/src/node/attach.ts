import { UsageError } from "../core-error.ts";
import type { OpenKeys } from "../run/log-data.ts";
import { showValue } from "../show-value.ts";
import type { World } from "../world.ts";
import { attachRun } from "../writers/attach-run.ts";
import type { AttachedRun } from "../writers/attached-run.ts";
import { hostModules } from "./host-modules.ts";
import { createNodeWorld } from "./node-world.ts";
import { threadPortOf } from "./thread-channels.ts";

/**
 * In a worker thread: this thread's side of a run that another thread shares. `handle` is what `run.share()` returned
 * there, handed over in `workerData` or a message. Rejects with `UsageError` for anything else.
 *
 * @example const run = await attach(workerData.run);
 */
export async function attach<Keys extends object = OpenKeys>(
  handle: unknown,
  options: { readonly world?: World } = {},
): Promise<AttachedRun<Keys>> {
  const { MessagePort } = hostModules.threads();
  if (handle instanceof MessagePort) {
    return attachRun<Keys>(threadPortOf(handle), options.world ?? createNodeWorld());
  }
  throw new UsageError(
    `[core] Failed to attach to a run: "${showValue(handle)}" is no handle of one. Give what run.share() returned, handed over with new Worker(file, { workerData: { run }, transferList: [run] }).`,
  );
}
