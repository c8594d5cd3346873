import { syncRunFolder as syncIn } from "../sync/sync-run-folder.ts";
import type { SyncResult, SyncRunFolderOptions as OptionsWithWorld } from "../sync/sync-run-folder.ts";
import type { World } from "../world.ts";
import { createNodeWorld } from "./node-world.ts";

export interface SyncRunFolderOptions extends Omit<OptionsWithWorld, "world"> {
  /** Default: the real one. */
  readonly world?: World;
}

/**
 * Delivers a run folder to a server, from where an earlier delivery ended, and marks it `.synced` when all of a
 * finished run has arrived. Rejects with `UsageError` for a folder without a run file, with `DeliveryError` when the
 * server can't be brought to take it.
 */
export async function syncRunFolder(options: SyncRunFolderOptions): Promise<SyncResult> {
  const world = options.world ?? createNodeWorld();
  const release = world.keepAlive();
  try {
    return await syncIn({ ...options, world });
  } finally {
    release();
  }
}
