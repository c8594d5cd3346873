import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { parseJsonBytes } from "../file/json-bytes.ts";

const MAX_BYTES = 4096;

/** Which run file, where. */
interface MarkedFile {
  readonly runFile: string;
  readonly fileSystem: FileSystem;
}

/** Notes beside a run file that a server has all of it, its first `bytes`. Rejects with `FileSystemError`. */
export function markSynced({ runFile, fileSystem }: MarkedFile, bytes: number): Promise<void> {
  return fileSystem.writeFile(markerOf(runFile), new TextEncoder().encode(JSON.stringify({ bytes })));
}

/**
 * True when a server has all of a run file. W&B's mark says no size; of ours, one of a file that has grown since was
 * made while its writer was thought dead.
 */
export async function isSynced({ runFile, fileSystem }: MarkedFile): Promise<boolean> {
  const marker = await fileSystem.stat(markerOf(runFile));
  if (marker === undefined) return false;
  const marked =
    marker.kind === "file" && marker.size <= MAX_BYTES ? await bytesIn(runFile, fileSystem) : undefined;
  return marked === undefined || ((await fileSystem.stat(runFile))?.size ?? 0) <= marked;
}

async function bytesIn(runFile: string, fileSystem: FileSystem): Promise<number | undefined> {
  try {
    const value = parseJsonBytes(await fileSystem.readFile(markerOf(runFile)));
    const bytes = (value as { bytes?: unknown } | null | undefined)?.bytes;
    return typeof bytes === "number" ? bytes : undefined;
  } catch (error) {
    if (FileSystemError.isInstance(error)) return undefined;
    throw error;
  }
}

function markerOf(runFile: string): string {
  return `${runFile}.synced`;
}
