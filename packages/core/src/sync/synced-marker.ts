import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { parseJsonBytes } from "../file/json-bytes.ts";
import { isCount, positionedServers } from "./sync-position.ts";

const MAX_BYTES = 65_536;
/** A mark names this many servers at most; the one that got the run longest ago goes first. */
const MAX_SERVERS = 16;

/** Which run file, where. */
interface MarkedFile {
  readonly runFile: string;
  readonly fileSystem: FileSystem;
}

/** A server that has a run file, or had its first `bytes`. */
interface Delivered {
  readonly baseUrl: string;
  readonly bytes: number;
}

/** What the mark beside a run file says of a server: that it has all of the file, or that some server has. */
export interface SyncedMark {
  readonly deliveredTo: string | undefined;
}

/**
 * Notes beside a run file that a server has all of it, its first `bytes`, and that the others which it names still have
 * theirs. Without a server nobody needs it. Rejects with `FileSystemError`.
 */
export async function markSynced(file: MarkedFile, { baseUrl, bytes }: Partial<Delivered>): Promise<void> {
  const others = ((await serversIn(file)) ?? []).filter((one) => one.baseUrl !== baseUrl);
  const added = baseUrl === undefined || bytes === undefined ? [] : [{ baseUrl, bytes }];
  const servers = [...others, ...added].slice(-MAX_SERVERS);
  const text = servers.length === 0 ? "" : JSON.stringify({ servers });
  await file.fileSystem.writeFile(markerOf(file), new TextEncoder().encode(text));
}

/**
 * The mark of a run file that needs no delivery to a server; undefined when it needs one. Of our marks, one that names
 * other servers only says nothing of this one, nor does one of a file that has grown since. W&B's mark names none: it
 * holds for a file that we never began to deliver.
 */
export async function findSyncedMark(file: MarkedFile, baseUrl: string): Promise<SyncedMark | undefined> {
  const { runFile, fileSystem } = file;
  if ((await fileSystem.stat(markerOf(file))) === undefined) return undefined;
  const servers = await serversIn(file);
  if (servers === undefined) {
    const ours = await positionedServers(`${runFile}.sync.json`, fileSystem);
    return ours.length === 0 ? { deliveredTo: undefined } : undefined;
  }
  const here = servers.find((one) => one.baseUrl === baseUrl);
  const size = (await fileSystem.stat(runFile))?.size ?? 0;
  return here !== undefined && size <= here.bytes ? { deliveredTo: baseUrl } : undefined;
}

/** The servers that a mark names; undefined when it is not there or names none. */
async function serversIn(file: MarkedFile): Promise<readonly Delivered[] | undefined> {
  const { fileSystem } = file;
  try {
    const marker = await fileSystem.stat(markerOf(file));
    if (marker?.kind !== "file" || marker.size > MAX_BYTES) return undefined;
    const value = parseJsonBytes(await fileSystem.readFile(markerOf(file)));
    const servers = (value as { servers?: unknown } | null | undefined)?.servers;
    return Array.isArray(servers) ? servers.filter(isDelivered) : undefined;
  } catch (error) {
    if (FileSystemError.isInstance(error)) return undefined;
    throw error;
  }
}

function isDelivered(value: unknown): value is Delivered {
  if (typeof value !== "object" || value === null) return false;
  const { baseUrl, bytes } = value as Record<string, unknown>;
  return typeof baseUrl === "string" && isCount(bytes);
}

function markerOf({ runFile }: MarkedFile): string {
  return `${runFile}.synced`;
}
