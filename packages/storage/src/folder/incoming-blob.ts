import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { FileSystemError } from "@stepwell/effects";
import type { AppendFile, FileSystem, Hash } from "@stepwell/effects";

/** A blob whose bytes are still coming: a file of its own, named once all of them are there. */
export interface IncomingBlob {
  write(part: Uint8Array): void;
  readonly size: number;
  /** The address of what was written; the last write is over. */
  address(): string;
  /** Gives it the name, in a folder that exists. Durable when it resolves. */
  finish(path: string): Promise<void>;
  /** Removes it, if it is not finished. */
  discard(): void;
}

/** Begins a file of its own in `folder`, which need not exist. */
export function openIncomingBlob(
  fileSystem: FileSystem,
  folder: string,
  sha256: () => Hash = begin,
): IncomingBlob {
  fileSystem.makeFolderSync(folder);
  const { path, file } = openFree(fileSystem, folder);
  const hash = sha256();
  let isOpen = true;
  let size = 0;

  function close(): void {
    if (isOpen) file.closeSync();
    isOpen = false;
  }

  return {
    write(part) {
      hash.update(part);
      file.writeSync(part);
      size += part.length;
    },
    get size() {
      return size;
    },
    address: () => hash.hex(),
    async finish(target) {
      await file.sync();
      close();
      try {
        fileSystem.hardLinkSync(path, target);
      } catch (error) {
        if (!FileSystemError.isInstance(error)) throw error;
        // Somebody stored the same meanwhile, or the disk has no links.
        if (error.code !== "EEXIST" || fileSystem.statSync(target)?.size !== size) {
          await fileSystem.copyFile(path, target);
        }
      }
      fileSystem.removeSync(path);
    },
    discard() {
      close();
      fileSystem.removeSync(path);
    },
  };
}

/** Several processes may store into the folder. */
function openFree(fileSystem: FileSystem, folder: string): { path: string; file: AppendFile } {
  for (let number = 0; ; number++) {
    const path = `${folder}/${number}`;
    if (fileSystem.statSync(path) !== undefined) continue;
    try {
      return { path, file: fileSystem.openAppend(path, { exclusive: true }) };
    } catch (error) {
      if (!FileSystemError.isInstance(error) || error.code !== "EEXIST") throw error;
    }
  }
}

function begin(): Hash {
  const hash = digest.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
