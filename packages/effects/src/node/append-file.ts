import { close, closeSync, fstat, fstatSync, fsync, fsyncSync, openSync, writeSync } from "node:fs";
import type { Stats } from "node:fs";
import type { AppendFile } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";
import { refused } from "./refused.ts";

/** Opens a file for appending. A close waits for a sync that is under way, so that no other file's sync is hit. */
export function openAppendFile(path: string, options: { readonly exclusive?: boolean }): AppendFile {
  const { exclusive = false } = options;
  let descriptor: number | undefined;
  let size: number;
  let hadName = true;
  let syncing = 0;
  let closeWhenSynced = false;
  try {
    descriptor = openSync(path, exclusive ? "ax" : "a");
    const stat = fstatSync(descriptor);
    size = stat.size;
    // Not every file system counts names.
    hadName = stat.nlink > 0;
  } catch (error) {
    throw refused(path, error);
  }
  const opened = descriptor;

  return {
    writeSync(bytes) {
      const file = needOpen();
      let written = 0;
      try {
        while (written < bytes.length) {
          const count = writeSync(file, bytes, written, bytes.length - written, null);
          written += count;
          size += count;
        }
      } catch (error) {
        throw refused(path, error);
      }
    },
    sync() {
      const file = needOpen();
      const written = size;
      syncing += 1;
      return new Promise((resolve, reject) => {
        const end = (problem: Error | undefined): void => {
          syncing -= 1;
          if (closeWhenSynced && syncing === 0) close(opened, () => undefined);
          if (problem === undefined) resolve();
          else reject(problem);
        };
        fsync(file, (error) => {
          if (error !== null) end(refused(path, error));
          else fstat(file, (failure, stat) => end(failure === null ? lost(stat, written) : undefined));
        });
      });
    },
    syncSync() {
      const file = needOpen();
      try {
        fsyncSync(file);
      } catch (error) {
        throw refused(path, error);
      }
      const problem = lost(fstatSync(file), size);
      if (problem !== undefined) throw problem;
    },
    closeSync() {
      if (descriptor === undefined) return;
      descriptor = undefined;
      if (syncing > 0) {
        closeWhenSynced = true;
        return;
      }
      try {
        closeSync(opened);
      } catch (error) {
        throw refused(path, error);
      }
    },
    get size() {
      return size;
    },
  };

  /** What is written to a file that has no name any more goes with the program, and after a cut it lies behind a hole. */
  function lost({ nlink, size: found }: Stats, written: number): FileSystemError | undefined {
    if (hadName && nlink === 0) return new FileSystemError("ENOENT", path);
    return found < written ? new FileSystemError("EIO", path) : undefined;
  }

  function needOpen(): number {
    if (descriptor === undefined) throw new FileSystemError("EBADF", path);
    return descriptor;
  }
}
