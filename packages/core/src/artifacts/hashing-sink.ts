import type { AppendFile, FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { createMd5 } from "#libraries";
import { parentFolder } from "../file/parent-folder.ts";
import { DeliveryError } from "../core-error.ts";
import { FileError } from "../errors/file-error.ts";
import type { FileSink } from "../sync/fetch-file.ts";
import type { ManifestEntry } from "./read-manifest.ts";
import { toBase64 } from "./md5.ts";

/** A file that is written while it arrives. */
export interface HashingSink {
  /** Begins the file anew. Throws `UsageError` when it can't be written. */
  open(): FileSink;
  /** Throws `DeliveryError` when what arrived is not what the entry says; then nothing is left. */
  close(): void;
  /** Removes what was written. */
  discard(): void;
}

export function createHashingSink(options: {
  fileSystem: FileSystem;
  path: string;
  entry: ManifestEntry;
}): HashingSink {
  const { fileSystem, path, entry } = options;
  let file: AppendFile | undefined;
  let hash = createMd5();

  function begin(): void {
    file?.closeSync();
    hash = createMd5();
    fileSystem.makeFolderSync(parentFolder(path));
    fileSystem.removeSync(path);
    file = fileSystem.openAppend(path, { exclusive: true });
  }

  function attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      if (!FileSystemError.isInstance(cause)) throw cause;
      throw new FileError(
        `[core] Failed to download "${entry.name}": "${cause.path}" could not be written (${cause.code}). Give another folder, or make room.`,
        { path: cause.path, code: cause.code, cause },
      );
    }
  }

  return {
    open() {
      attempt(begin);
      return {
        write(bytes) {
          hash.update(bytes);
          attempt(() => file?.writeSync(bytes));
        },
      };
    },
    close() {
      file?.closeSync();
      file = undefined;
      const found = toBase64(hash.digest());
      if (found === entry.digest) return;
      fileSystem.removeSync(path);
      throw new DeliveryError(
        `[core] Failed to download "${entry.name}": what arrived has the MD5 "${found}" and not "${entry.digest}". Try again; the server may hold a damaged file.`,
        { status: 200 },
      );
    },
    discard() {
      if (file === undefined) return;
      file.closeSync();
      file = undefined;
      fileSystem.removeSync(path);
    },
  };
}
