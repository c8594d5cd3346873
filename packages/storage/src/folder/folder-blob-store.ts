import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import { addressOf, isAddress } from "../blob-address.ts";
import type { BlobStore } from "../blob-store.ts";

/** Where blobs lie. */
export interface FolderBlobStoreOptions {
  /** Absolute path; created when first written to. Blobs lie in 256 folders below it, by the start of their address. */
  readonly folder: string;
  readonly fileSystem: FileSystem;
}

/** A blob store in a folder of files. Several processes may share it. */
export function createFolderBlobStore({ folder, fileSystem }: FolderBlobStoreOptions): BlobStore {
  const pending = new Set<Promise<unknown>>();
  let closed = false;

  const pathOf = (address: string): string => `${folder}/${address.slice(0, 2)}/${address}`;

  const during = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (closed) throw new Error("[storage] Failed to use the blob store: it is closed. Open it again.");
    const begun = work();
    pending.add(begun);
    try {
      return await begun;
    } finally {
      pending.delete(begun);
    }
  };

  const sizeOf = async (address: string): Promise<number | undefined> => {
    if (!isAddress(address)) return undefined;
    const stat = await fileSystem.stat(pathOf(address));
    return stat?.kind === "file" ? stat.size : undefined;
  };

  return {
    put: (bytes) =>
      during(async () => {
        const copy = bytes.slice();
        const address = await addressOf(copy);
        if ((await sizeOf(address)) === copy.length) return address;
        fileSystem.makeFolderSync(`${folder}/${address.slice(0, 2)}`);
        // Written under another name and renamed, so a name is only ever there with all of its bytes.
        await fileSystem.writeFile(pathOf(address), copy);
        return address;
      }),
    get: (address) =>
      during(async () => (isAddress(address) ? readIfThere(fileSystem, pathOf(address)) : undefined)),
    size: (address) => during(() => sizeOf(address)),
    remove: (address) =>
      during(async () => {
        if ((await sizeOf(address)) !== undefined) fileSystem.removeSync(pathOf(address));
      }),
    async close() {
      closed = true;
      await Promise.allSettled(pending);
    },
  };
}

async function readIfThere(fileSystem: FileSystem, path: string): Promise<Uint8Array | undefined> {
  try {
    return await fileSystem.readFile(path);
  } catch (error) {
    if (FileSystemError.isInstance(error) && error.code === "ENOENT") return undefined;
    throw error;
  }
}
