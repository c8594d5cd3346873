import { UsageError } from "../core-error.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import { syncRunFolder as syncIn } from "../sync/sync-run-folder.ts";
import type { SyncResult, SyncRunFolderOptions as OptionsWithWorld } from "../sync/sync-run-folder.ts";
import type { World } from "../world.ts";
import { createNodeWorld } from "./node-world.ts";

export interface SyncRunFolderOptions extends Omit<OptionsWithWorld, "world" | "baseUrl"> {
  /** Default: the server that `init` would use. */
  readonly baseUrl?: string;
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
  const { baseUrl, apiKey = "" } = serverOf(options, world);
  const release = world.keepAlive();
  try {
    return await syncIn({ ...options, baseUrl, apiKey: options.apiKey ?? apiKey, world });
  } finally {
    release();
  }
}

function serverOf({ baseUrl }: SyncRunFolderOptions, world: World): { baseUrl: string; apiKey?: string } {
  const { server } = resolveSettings(baseUrl === undefined ? {} : { baseUrl, mode: "online" }, world);
  if (server !== undefined) return server;
  throw new UsageError(
    `[core] Failed to sync: no server is named. Give its address with "--to", or set STEPWELL_BASE_URL.`,
  );
}
