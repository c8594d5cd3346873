import { createRunFileReader } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { readLock } from "../file/lock-file.ts";
import type { World } from "../world.ts";
import { missingParent } from "./missing-parent.ts";
import { createRunSync } from "./run-sync.ts";
import type { SyncProgress } from "./run-sync.ts";
import { findSyncedMark, markSynced } from "./synced-marker.ts";

/** The first records of a run are shorter, but for its config. Bytes. */
const HEAD_BYTES = 64 * 1024;
const NEVER_BEGAN = "[core] The program ended before the run had begun, so there is nothing to send.";

/** What to deliver, to whom, and in which world. */
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
  /** Told how far it is, whenever that has changed. */
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** What became of a delivery. */
export interface SyncResult {
  /**
   * `skipped`: marked as delivered to this server before, or by W&B's client. `open`: delivered so far, and the run still goes on. `partial`: all but what
   * `problems` names. `empty`: the run never began, so nobody was asked for anything.
   */
  readonly status: "delivered" | "skipped" | "open" | "partial" | "empty";
  readonly rows: number;
  /** Stretches of the run file that could not be read, as sentences. */
  readonly damage: readonly string[];
  /** What the server did not take of what is not rows, as sentences; the next delivery tries it again. */
  readonly problems: readonly string[];
  /** What no server will take, as sentences. */
  readonly notes: readonly string[];
  /** Where the run is seen; empty for a run that was skipped. */
  readonly url: string;
  /** The server that had all of a skipped run; absent where the mark names none, as W&B's. */
  readonly deliveredTo?: string;
}

/**
 * Delivers a run folder to a server, from where an earlier delivery ended, and marks it `.synced` when all of a
 * finished run has arrived. Throws `UsageError` for a folder that holds no run file, `DeliveryError` when the server
 * can't be brought to take it.
 */
export async function syncRunFolder(options: SyncRunFolderOptions): Promise<SyncResult> {
  const { folder, world, again = false, onProgress = () => undefined } = options;
  const { fileSystem } = world;
  const runFile = await findRunFile(folder, world);
  const marked = { runFile, fileSystem };
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const mark = again ? undefined : await findSyncedMark(marked, baseUrl);
  if (mark !== undefined) {
    const { deliveredTo } = mark;
    const nothing = { rows: 0, damage: [], problems: [], notes: [], url: "" };
    return { status: "skipped", ...nothing, ...(deliveredTo === undefined ? {} : { deliveredTo }) };
  }
  if (!isOpen(runFile, world) && !(await hasBegun(runFile, world))) {
    await markSynced(marked, {});
    return { status: "empty", rows: 0, damage: [], problems: [], notes: [NEVER_BEGAN], url: "" };
  }
  const { apiKey = "", signal = new AbortController().signal } = options;
  const server = { baseUrl, apiKey, world, signal };
  const missing = await missingParent({ runFile, ...server });
  const sync = createRunSync({
    runFile,
    filesFolder: `${folder}/files`,
    ...server,
    onArtifact: report,
    onProgress: report,
  });

  function report(): void {
    onProgress(sync.progress);
  }

  function result(status: SyncResult["status"]): SyncResult {
    const { damage, problems, url = "" } = sync;
    const notes = missing === undefined ? sync.notes : [missing, ...sync.notes];
    return { status, damage, problems, notes, url, rows: sync.progress.rows };
  }

  if (isOpen(runFile, world)) {
    await sync.sendLines({ isFlush: true });
    await sync.sendTransfers();
    return result("open");
  }
  await sync.end();
  report();
  if (sync.problems.length > 0) return result("partial");
  await markSynced(marked, { baseUrl, bytes: sync.progress.bytesTotal });
  return result("delivered");
}

function isOpen(runFile: string, { fileSystem, processes }: World): boolean {
  const owner = readLock(`${runFile}.lock`, fileSystem);
  return owner !== undefined && (owner.host !== processes.host || processes.isAlive(owner));
}

/** False for a file that ends before its run record, as a kill leaves it while a run is being made. */
async function hasBegun(runFile: string, { fileSystem }: World): Promise<boolean> {
  const size = (await fileSystem.stat(runFile))?.size ?? 0;
  if (size > HEAD_BYTES) return true;
  const reader = createRunFileReader();
  reader.push(await fileSystem.read(runFile, 0, size));
  for (let event = reader.next(); event !== undefined; event = reader.next())
    if (event.kind === "damage" || event.record.type === "run") return true;
  return reader.ended;
}

async function findRunFile(folder: string, { fileSystem }: World): Promise<string> {
  const entries = (await fileSystem.stat(folder))?.kind === "folder" ? await fileSystem.list(folder) : [];
  const name = entries.find((entry) => entry.kind === "file" && entry.name.endsWith(".wandb"))?.name;
  if (name !== undefined) return `${folder}/${name}`;
  throw new UsageError(
    `[core] Failed to sync: "${folder}" holds no run file. Give a folder like "wandb/offline-run-…", which has a ".wandb" file in it.`,
  );
}
