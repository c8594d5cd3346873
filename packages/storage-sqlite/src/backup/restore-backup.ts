import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadDriver } from "../database/driver.ts";
import { openingError } from "../database/opening-error.ts";
import { lockForWriting } from "../database/writer-lock.ts";
import { BLOBS, DATABASE, readNotes } from "./backup-notes.ts";
import type { BackupNotes } from "./backup-notes.ts";
import { checkBlobs, copyBlobs } from "./copy-blobs.ts";
import { hashFile, syncFile } from "./whole-file.ts";

/** What to bring back, and where to. Paths are absolute. */
export interface RestoreBackupOptions {
  /** A folder that `createBackup` made. */
  readonly folder: string;
  /** The database file; none may be there. */
  readonly file: string;
  /** The folder of blobs. */
  readonly blobs: string;
}

/**
 * Checks a backup byte by byte and copies it to where a server finds it. The database comes last, under its name at once, so
 * that a restore that was killed has brought nothing and can be done again. Rejects with a sentence.
 */
export async function restoreBackup({ folder, file, blobs }: RestoreBackupOptions): Promise<BackupNotes> {
  const notes = await readNotes(folder);
  const fail = (reason: string, remedy: string): Error =>
    new Error(`[storage-sqlite] Failed to restore "${folder}": ${reason}. ${remedy}`);
  // The log of another file would be taken for that of this one.
  if (existsSync(file) || existsSync(`${file}-wal`)) {
    throw fail(`"${file}" or its log is there already`, "Name another data folder, or move them away.");
  }
  const hashed = await hashFile(join(folder, DATABASE));
  const damaged = "its copy of the database is not what was backed up";
  if (hashed.bytes !== notes.bytes || hashed.sha256 !== notes.sha256)
    throw fail(damaged, "Use another backup.");
  const found = await checkBlobs(join(folder, BLOBS));
  if (found.files < notes.blobs.files) {
    throw fail(`it has ${found.files} of ${notes.blobs.files} files`, "Use another backup.");
  }

  const Driver = await loadDriver();
  try {
    await mkdir(dirname(file), { recursive: true });
    const unlock = lockForWriting(Driver, file);
    try {
      await copyBlobs(join(folder, BLOBS), blobs);
      const partial = `${file}.partial`;
      await copyFile(join(folder, DATABASE), partial, constants.COPYFILE_FICLONE);
      await syncFile(partial);
      await rename(partial, file);
      await syncFile(dirname(file));
    } finally {
      unlock();
    }
  } catch (error) {
    throw openingError(Driver, file, error);
  }
  return notes;
}
