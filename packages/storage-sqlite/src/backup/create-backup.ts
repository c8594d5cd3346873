import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkStorage } from "../check/check-storage.ts";
import type { StorageReport } from "../check/check-storage.ts";
import { loadDriver } from "../database/driver.ts";
import type { Driver } from "../database/driver.ts";
import { openForReading } from "../database/open-database.ts";
import { openingError } from "../database/opening-error.ts";
import { BLOBS, DATABASE, NOTES } from "./backup-notes.ts";
import type { BackupNotes } from "./backup-notes.ts";
import { checkBlobs, copyBlobs } from "./copy-blobs.ts";
import { hashFile, syncFile } from "./whole-file.ts";

/** What to copy, and where to. Paths are absolute. */
export interface CreateBackupOptions {
  /** The database file. */
  readonly file: string;
  /** The folder of blobs; it may be missing. */
  readonly blobs: string;
  /** Where the copy goes: a folder that is not there yet, or an empty one. */
  readonly folder: string;
  /** Milliseconds since the epoch, for the notes. */
  readonly nowMs: number;
}

/** What was copied. */
export interface Backup {
  readonly notes: BackupNotes;
  /** What a look at the copy found: what is damaged there was damaged before. */
  readonly report: StorageReport;
  /** Addresses of blobs whose bytes are wrong, in the copy as before. */
  readonly damagedBlobs: readonly string[];
}

/**
 * Copies a storage while others write to it: the database as it is at one moment, and every blob that it names. The folder
 * appears when all of it is on the disk; until then it is called `<folder>.partial`. Rejects with a sentence.
 */
export async function createBackup(options: CreateBackupOptions): Promise<Backup> {
  const { file, blobs, folder, nowMs } = options;
  const fail = (reason: string, remedy: string, cause?: unknown): Error =>
    new Error(`[storage-sqlite] Failed to back up to "${folder}": ${reason}. ${remedy}`, { cause });
  if (!existsSync(file)) {
    throw fail(`there is no "${file}"`, "Name the data folder that the server was started with.");
  }
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw fail("something is there already", "Name a folder that is not there yet.");
  }
  const Driver = await loadDriver();
  const partial = `${folder}.partial`;
  try {
    // What a killed backup left.
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    // A blob that the database names was there before the first round, or came since and is young enough not to be swept.
    await copyBlobs(blobs, join(partial, BLOBS));
    copyDatabase(Driver, file, join(partial, DATABASE));
    await copyBlobs(blobs, join(partial, BLOBS));
    const backup = await describe(Driver, partial, nowMs);
    await writeFile(join(partial, NOTES), `${JSON.stringify(backup.notes, undefined, 2)}\n`, { flush: true });
    await syncFile(join(partial, DATABASE));
    await syncFile(partial);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
    await syncFile(dirname(folder));
    return backup;
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (code === "ENOSPC")
      throw fail("the disk is full", "Free some space, or name a folder elsewhere.", error);
    if (code === "EACCES" || code === "EROFS" || code === "EPERM") {
      throw fail(`the file system says "${code}"`, "Name a folder that you may write to.", error);
    }
    throw openingError(Driver, file, error);
  }
}

// One read transaction, beside which the writer goes on.
function copyDatabase(Driver: Driver, file: string, target: string): void {
  const database = openForReading(Driver, file);
  try {
    database.prepare("VACUUM INTO ?").run(target);
  } finally {
    database.close();
  }
}

async function describe(Driver: Driver, folder: string, nowMs: number): Promise<Backup> {
  const { damaged, ...blobs } = await checkBlobs(join(folder, BLOBS));
  const path = join(folder, DATABASE);
  const database = new Driver(path, { readOnly: true });
  let report: StorageReport;
  try {
    report = checkStorage(database);
  } finally {
    database.close();
  }
  const hashed = await hashFile(path);
  return {
    notes: { format: 1, createdMs: nowMs, runs: report.runs, ...hashed, blobs },
    report,
    damagedBlobs: damaged,
  };
}
