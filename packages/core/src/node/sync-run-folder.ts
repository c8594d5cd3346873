import { UsageError } from "../core-error.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import type { SyncResult, SyncRunFolderOptions as OptionsWithWorld } from "../sync/sync-run-folder.ts";
import type { World } from "../world.ts";
import { createNodeWorld } from "./node-world.ts";

/** Which run folder to deliver, to which server. Without an address the settings name the server. */
export interface SyncRunFolderOptions
  extends Omit<OptionsWithWorld, "world" | "baseUrl" | "apiKey">, SyncServerOptions {}

/**
 * Delivers a run folder to a server, from where an earlier delivery ended, and marks it `.synced` when all of a
 * finished run has arrived. Rejects with `UsageError` for a folder without a run file, with `DeliveryError` when the
 * server can't be brought to take it.
 */
export async function syncRunFolder(options: SyncRunFolderOptions): Promise<SyncResult> {
  const world = options.world ?? createNodeWorld();
  const server = syncServer(options);
  const release = world.keepAlive();
  try {
    // Programs that only log never need it.
    const { syncRunFolder: syncIn } = await import("../sync/sync-run-folder.ts");
    return await syncIn({ ...options, ...server, world });
  } finally {
    release();
  }
}

/** Which server a delivery goes to. */
export interface SyncServerOptions {
  /** Default: the server that `init` would use. */
  readonly baseUrl?: string;
  /** Default: the key that `init` would use for that server. */
  readonly apiKey?: string;
  /** Default: the real one. */
  readonly world?: World;
}

/** The server that `syncRunFolder` delivers to with these options. Throws `UsageError` when none is named. */
export function syncServer(options: SyncServerOptions = {}): { baseUrl: string; apiKey: string } {
  const { baseUrl, apiKey, world = createNodeWorld() } = options;
  const given = { ...(baseUrl === undefined ? {} : { baseUrl, mode: "online" as const }) };
  const { server } = resolveSettings({ ...given, ...(apiKey === undefined ? {} : { apiKey }) }, world);
  if (server !== undefined) return server;
  throw new UsageError(
    `[core] Failed to sync: no server is named. Give its address with "--to", or set STEPWELL_BASE_URL.`,
  );
}
