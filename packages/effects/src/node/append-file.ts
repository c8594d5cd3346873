import { close, closeSync, fstatSync, fsync, fsyncSync, openSync, writeSync } from "node:fs";
import type { AppendFile } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";
import { refused } from "./refused.ts";

/** Opens a file for appending. A close waits for a sync that is under way, so that no other file's sync is hit. */
export function openAppendFile(path: string, exclusive: boolean): AppendFile {
  let descriptor: number | undefined;
  let size: number;
  let syncing = 0;
  let closeWhenSynced = false;
  try {
    descriptor = openSync(path, exclusive ? "ax" : "a");
    size = fstatSync(descriptor).size;
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
      syncing += 1;
      return new Promise((resolve, reject) => {
        fsync(file, (error) => {
          syncing -= 1;
          if (closeWhenSynced && syncing === 0) close(opened, () => undefined);
          if (error === null) resolve();
          else reject(refused(path, error));
        });
      });
    },
    syncSync() {
      try {
        fsyncSync(needOpen());
      } catch (error) {
        throw refused(path, error);
      }
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

  function needOpen(): number {
    if (descriptor === undefined) throw new FileSystemError("EBADF", path);
    return descriptor;
  }
}
