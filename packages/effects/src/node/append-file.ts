import { close, closeSync, fstat, fstatSync, fsync, fsyncSync, openSync, writeSync } from "node:fs";
import type { Stats } from "node:fs";
import type { AppendFile } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";
import { refused } from "./refused.ts";

/** Opens a file for appending. A close waits for a sync that is under way, so that no other file's sync is hit. */
export function openAppendFile(path: string, options: { readonly exclusive?: boolean }): AppendFile {
  const { exclusive = false } = options;
  let descriptor: number | undefined;
  let startSize: number;
  let hadName = true;
  let syncing = 0;
  let closeWhenSynced = false;
  try {
    descriptor = openSync(path, exclusive ? "ax" : "a");
    const stat = fstatSync(descriptor);
    startSize = stat.size;
    // Not every file system counts names.
    hadName = stat.nlink > 0;
  } catch (error) {
    throw refused(path, error);
  }
  const opened = descriptor;

  // Its size is no getter: the engine looks up every member anew in an object that has one.
  const file = {
    size: startSize,
    writeSync(bytes: Uint8Array) {
      const handle = needOpen();
      let written = 0;
      try {
        while (written < bytes.length) {
          const count = writeSync(handle, bytes, written, bytes.length - written, null);
          written += count;
          file.size += count;
        }
      } catch (error) {
        throw refused(path, error);
      }
    },
    sync() {
      const handle = needOpen();
      const written = file.size;
      syncing += 1;
      return new Promise<void>((resolve, reject) => {
        const end = (problem: Error | undefined): void => {
          syncing -= 1;
          if (closeWhenSynced && syncing === 0) close(opened, () => undefined);
          if (problem === undefined) resolve();
          else reject(problem);
        };
        fsync(handle, (error) => {
          if (error !== null) end(refused(path, error));
          else fstat(handle, (failure, stat) => end(failure === null ? lost(stat, written) : undefined));
        });
      });
    },
    syncSync() {
      const handle = needOpen();
      try {
        fsyncSync(handle);
      } catch (error) {
        throw refused(path, error);
      }
      const problem = lost(fstatSync(handle), file.size);
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
  };
  return file;

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
