import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { parseJsonBytes } from "../file/json-bytes.ts";

/** One run file has positions at this many servers at most; the one that was used longest ago goes first. */
const MAX_SERVERS = 16;
const MAX_FAILED = 1000;

/** How far a run file was delivered. Losing it costs time, never rows: a server that knows the source says what it has. */
export interface SyncPosition {
  /** The run file that this is about. */
  readonly source: string;
  /** The server, since another one starts from nothing. */
  readonly baseUrl: string;
  /** The line numbers at the server of this file's first row, first row of system metrics and first console line. */
  readonly firstLine: number;
  readonly firstEvent: number;
  readonly firstConsoleLine: number;
  readonly history: number;
  readonly events: number;
  /** Alerts, artifacts and the like: how many are behind us, and which of them failed and are tried again. */
  readonly commands: number;
  readonly failedCommands: readonly number[];
}

/** The positions of one run file at its servers, in a file beside it. */
export interface PositionFile {
  /** The position that was saved for this source and server; undefined when there is none. */
  load(key: { source: string; baseUrl: string }): Promise<SyncPosition | undefined>;
  /** Saves a position, after those that are being saved. Throws `FileSystemError`. */
  save(position: SyncPosition): Promise<void>;
}

export function createPositionFile({
  path,
  fileSystem,
}: {
  path: string;
  fileSystem: FileSystem;
}): PositionFile {
  let saving: Promise<void> = Promise.resolve();

  return {
    async load({ source, baseUrl }) {
      const all = await readPositions(path, fileSystem);
      return all.find((one) => one.source === source && one.baseUrl === baseUrl);
    },
    save(position) {
      const failedCommands = position.failedCommands.slice(-MAX_FAILED);
      const write = async (): Promise<void> => {
        // Read each time: another process may be delivering the file to another server.
        const all = await readPositions(path, fileSystem);
        const others = all.filter(({ baseUrl }) => baseUrl !== position.baseUrl).slice(-(MAX_SERVERS - 1));
        const text = JSON.stringify({ positions: [...others, { ...position, failedCommands }] });
        await fileSystem.writeFile(path, new TextEncoder().encode(text));
      };
      const saved = saving.then(write, write);
      saving = saved;
      return saved;
    },
  };
}

/** The servers that the positions in a file are about. */
export async function positionedServers(path: string, fileSystem: FileSystem): Promise<readonly string[]> {
  return (await readPositions(path, fileSystem)).map(({ baseUrl }) => baseUrl);
}

async function readPositions(path: string, fileSystem: FileSystem): Promise<readonly SyncPosition[]> {
  try {
    const value = parseJsonBytes(await fileSystem.readFile(path));
    const positions = (value as { positions?: unknown } | null | undefined)?.positions;
    return Array.isArray(positions) ? positions.filter(isPosition) : [];
  } catch (error) {
    if (FileSystemError.isInstance(error)) return [];
    throw error;
  }
}

function isPosition(value: unknown): value is SyncPosition {
  if (typeof value !== "object" || value === null) return false;
  const { source, baseUrl, failedCommands, ...counts } = value as Record<string, unknown>;
  const { firstLine, firstEvent, firstConsoleLine, history, events, commands } = counts;
  return (
    typeof source === "string" &&
    typeof baseUrl === "string" &&
    [firstLine, firstEvent, firstConsoleLine, history, events, commands].every(isCount) &&
    Array.isArray(failedCommands) &&
    failedCommands.every(isCount)
  );
}

/** True for a whole number from 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
