import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    if (!/locked|busy/i.test(cause instanceof Error ? cause.message : "")) throw cause;
    throw new Error(
      `[storage-sqlite] Failed to open "${file}": ${holder(ownerFile)} writes to it already. Stop that one, or name another data folder.`,
      { cause },
    );
  }
  writeFileSync(ownerFile, String(process.pid));
  return () => {
    // What is left of it says that the last writer did not close.
    rmSync(ownerFile, { force: true });
    lock.close();
  };
}

/** Who has the file open for writing, as `process "7"`; undefined when nobody has. */
export function writerOf(Driver: Driver, file: string): string | undefined {
  if (!existsSync(`${file}.lock`)) return undefined;
  const lock = new Driver(`${file}.lock`);
  try {
    lock.exec("BEGIN IMMEDIATE");
    lock.exec("ROLLBACK");
    return undefined;
  } catch (cause) {
    if (!/locked|busy/i.test(cause instanceof Error ? cause.message : "")) throw cause;
    return holder(`${file}.owner`);
  } finally {
    lock.close();
  }
}

/** True when the last writer of the file ended without closing it. Ask before locking. */
export function wasLeftOpen(file: string): boolean {
  return existsSync(`${file}.owner`);
}

// The name of an owner that is gone is an old one: the new owner has not written its own yet.
function holder(ownerFile: string): string {
  try {
    const owner = Number.parseInt(readFileSync(ownerFile, "utf8"), 10);
    process.kill(owner, 0);
    return `process "${owner}"`;
  } catch (error) {
    const isOthers = error instanceof Error && "code" in error && error.code === "EPERM";
    return isOthers ? "a process of another user" : "another process";
  }
}
