import { UsageError } from "../core-error.ts";
import { readLock } from "../file/lock-file.ts";
import type { World } from "../world.ts";
import { createRunSync } from "./run-sync.ts";

export interface SyncRunFolderOptions {
  /** The folder that holds `run-<id>.wandb`; ours or one of the official client. Absolute. */
  readonly folder: string;
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly world: World;
  /** Delivers again what is marked as delivered. Default false. */
  readonly again?: boolean;
  /** Ends the delivery; what was sent stays sent. */
  readonly signal?: AbortSignal;
}

export interface SyncResult {
  /** `skipped`: marked as delivered before. `open`: delivered so far, and the run still goes on. */
  readonly status: "delivered" | "skipped" | "open";
  readonly rows: number;
  /** Stretches of the run file that could not be read, as sentences. */
  readonly damage: readonly string[];
}

/**
 * Delivers a run folder to a server, from where an earlier delivery ended, and marks it `.synced` when all of a
 * finished run has arrived. Throws `UsageError` for a folder that holds no run file, `DeliveryError` when the server
 * can't be brought to take it.
 */
export async function syncRunFolder(options: SyncRunFolderOptions): Promise<SyncResult> {
  const { folder, world, again = false } = options;
  const { fileSystem } = world;
  const runFile = await findRunFile(folder, world);
  const marker = `${runFile}.synced`;
  if (!again && (await fileSystem.stat(marker)) !== undefined)
    return { status: "skipped", rows: 0, damage: [] };
  const owner = readLock(`${runFile}.lock`, fileSystem);
  const isOpen =
    owner !== undefined && (owner.host !== world.processes.host || world.processes.isAlive(owner));
  const sync = createRunSync({
    runFile,
    filesFolder: `${folder}/files`,
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    apiKey: options.apiKey ?? "",
    world,
    signal: options.signal ?? new AbortController().signal,
  });
  await sync.deliver({ ending: !isOpen });
  const { rowsDelivered: rows, damage } = sync;
  if (isOpen) return { status: "open", rows, damage };
  await fileSystem.writeFile(marker, new Uint8Array());
  return { status: "delivered", rows, damage };
}

async function findRunFile(folder: string, { fileSystem }: World): Promise<string> {
  const entries = (await fileSystem.stat(folder))?.kind === "folder" ? await fileSystem.list(folder) : [];
  const name = entries.find((entry) => entry.kind === "file" && entry.name.endsWith(".wandb"))?.name;
  if (name !== undefined) return `${folder}/${name}`;
  throw new UsageError(
    `[core] Failed to sync: "${folder}" holds no run file. Give a folder like "wandb/offline-run-…", which has a ".wandb" file in it.`,
  );
}
