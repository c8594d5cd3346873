import type { FileSystem, Processes } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { UsageError } from "../core-error.ts";
import { parseJsonBytes } from "./json-bytes.ts";

/** Who writes a run file, as its lock file says. */
export interface LockOwner {
  readonly pid: number;
  readonly startTime: string;
  readonly host: string;
  /** The run's project; undefined in locks of other programs. */
  readonly project?: string;
  readonly role?: WriterKind;
}

/** A run has one primary writer; others add rows, console lines and media. */
export type WriterKind = "primary" | "secondary";

export interface LockOptions {
  readonly path: string;
  readonly fileSystem: FileSystem;
  readonly processes: Processes;
  readonly project?: string;
  readonly role?: WriterKind;
}

/**
 * Takes the lock of a run file by creating `path`, which holds the owner as JSON. Throws `UsageError` when another
 * writer has it. Returns the release.
 */
export function takeLock({ path, fileSystem, processes, project, role }: LockOptions): () => void {
  const owner: LockOwner = {
    ...processes.self,
    host: processes.host,
    ...(project === undefined ? {} : { project }),
    ...(role === undefined ? {} : { role }),
  };
  try {
    const file = fileSystem.openAppend(path, { exclusive: true });
    file.writeSync(new TextEncoder().encode(JSON.stringify(owner)));
    file.closeSync();
  } catch (error) {
    if (!FileSystemError.isInstance(error) || error.code !== "EEXIST") throw error;
    const other = readLock(path, fileSystem);
    throw new UsageError(
      `[core] Failed to lock the run file: "${path}" is held by process "${other?.pid ?? "unknown"}" on "${other?.host ?? "an unknown host"}". One file has one writer; start another run.`,
      { cause: error },
    );
  }
  return () => {
    try {
      fileSystem.removeSync(path);
    } catch (error) {
      // Someone tidied up before us; the lock is gone either way.
      if (!FileSystemError.isInstance(error)) throw error;
    }
  };
}

/** The owner that a lock file names; undefined when there is none or it can't be read. */
export function readLock(path: string, fileSystem: FileSystem): LockOwner | undefined {
  try {
    const value = parseJsonBytes(fileSystem.readFileSync(path));
    return isOwner(value) ? value : undefined;
  } catch (error) {
    if (FileSystemError.isInstance(error)) return undefined;
    throw error;
  }
}

function isOwner(value: unknown): value is LockOwner {
  if (typeof value !== "object" || value === null) return false;
  const { pid, startTime, host, project, role } = value as Partial<Record<keyof LockOwner, unknown>>;
  const isNamed = typeof pid === "number" && typeof startTime === "string" && typeof host === "string";
  const isPlaced = project === undefined || typeof project === "string";
  return isNamed && isPlaced && (role === undefined || role === "primary" || role === "secondary");
}
