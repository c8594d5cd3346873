import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a backup holds, as its file `backup.json` says; that file is written last. */
export interface BackupNotes {
  readonly format: 1;
  readonly createdMs: number;
  readonly runs: number;
  /** Bytes of the database, and their SHA-256 in hex. */
  readonly bytes: number;
  readonly sha256: string;
  readonly blobs: { readonly files: number; readonly bytes: number };
}

export const DATABASE = "stepwell.sqlite";
export const BLOBS = "blobs";
export const NOTES = "backup.json";

/** Reads the notes of a backup. Throws a sentence when the folder is no complete one. */
export async function readNotes(folder: string): Promise<BackupNotes> {
  const fail = (reason: string, cause?: unknown): Error =>
    new Error(
      `[storage-sqlite] Failed to read the backup "${folder}": ${reason}. Name a backup that is complete.`,
      {
        cause,
      },
    );
  let text: string;
  try {
    text = await readFile(join(folder, NOTES), "utf8");
  } catch (cause) {
    throw fail(`it has no "${NOTES}", which is written last`, cause);
  }
  let notes: unknown;
  try {
    notes = JSON.parse(text);
  } catch (cause) {
    throw fail(`its "${NOTES}" is not JSON`, cause);
  }
  if (!isNotes(notes)) throw fail(`its "${NOTES}" does not say what this program can read`);
  return notes;
}

function isNotes(value: unknown): value is BackupNotes {
  if (typeof value !== "object" || value === null) return false;
  const { format, createdMs, runs, bytes, sha256, blobs } = value as Record<string, unknown>;
  const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && (count as number) >= 0;
  if (typeof blobs !== "object" || blobs === null) return false;
  const { files, bytes: blobBytes } = blobs as Record<string, unknown>;
  return (
    format === 1 &&
    typeof createdMs === "number" &&
    typeof sha256 === "string" &&
    [runs, bytes, files, blobBytes].every(isCount)
  );
}
