import { readFileSync, writeFileSync } from "node:fs";
import type { Driver } from "./driver.ts";

/**
 * Makes this process the only writer of `file` and returns the release. The system takes the lock back when the process
 * ends in whatever way. Throws when another writer holds it, with its process id where it is known.
 */
export function lockForWriting(Driver: Driver, file: string): () => void {
  const ownerFile = `${file}.owner`;
  const lock = new Driver(`${file}.lock`);
  try {
    // A database of its own, so that an open transaction can hold the lock for as long as the storage lives.
    lock.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    lock.close();
    throw new Error(
      `[storage-sqlite] Failed to open "${file}": ${holder(ownerFile)} writes to it already. Stop that one, or name another data folder.`,
      { cause },
    );
  }
  writeFileSync(ownerFile, String(process.pid));
  return () => lock.close();
}

function holder(ownerFile: string): string {
  try {
    return `process "${Number.parseInt(readFileSync(ownerFile, "utf8"), 10)}"`;
  } catch {
    return "another process";
  }
}
