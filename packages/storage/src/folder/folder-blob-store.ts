import { FileSystemError } from "@stepwell/effects";
import type { FileSystem, Hashes } from "@stepwell/effects";
import { addressOf, isAddress } from "../blob-address.ts";
import type { BlobStore, StoredBlob } from "../blob-store.ts";
import { openIncomingBlob } from "./incoming-blob.ts";

/** Where blobs lie. */
export interface FolderBlobStoreOptions {
  /** Absolute path; created when first written to. Blobs lie in 256 folders below it, by the start of their address. */
  readonly folder: string;
  readonly fileSystem: FileSystem;
  /** Digests of bytes that come in parts. Default: computed in JavaScript. */
  readonly hashes?: Pick<Hashes, "sha256">;
}

/** A blob that is no larger than this is written at once when all of it is there. */
const SMALL_BYTES = 256 * 1024;

/** A blob store in a folder of files. Several processes may share it. */
export function createFolderBlobStore({ folder, fileSystem, hashes }: FolderBlobStoreOptions): BlobStore {
  const pending = new Set<Promise<unknown>>();
  let closed = false;

  const unfinished = `${folder}/unfinished`;
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

  async function putWhole(copy: Uint8Array): Promise<string> {
    const address = await addressOf(copy);
    if ((await sizeOf(address)) === copy.length) return address;
    fileSystem.makeFolderSync(`${folder}/${address.slice(0, 2)}`);
    // Written under another name and renamed, so a name is only ever there with all of its bytes.
    await fileSystem.writeFile(pathOf(address), copy);
    return address;
  }

  async function putParts(
    parts: AsyncIterator<Uint8Array>,
    first: readonly Uint8Array[],
  ): Promise<StoredBlob> {
    const incoming = openIncomingBlob(fileSystem, unfinished, hashes?.sha256);
    try {
      for (const part of first) incoming.write(part);
      for (let next = await parts.next(); next.done !== true; next = await parts.next())
        incoming.write(next.value);
      const { size } = incoming;
      const address = incoming.address();
      if ((await sizeOf(address)) === size) incoming.discard();
      else {
        fileSystem.makeFolderSync(`${folder}/${address.slice(0, 2)}`);
        await incoming.finish(pathOf(address));
      }
      return { address, size };
    } catch (error) {
      incoming.discard();
      throw error;
    }
  }

  return {
    put: (bytes) => during(() => putWhole(bytes.slice())),
    putParts: (parts) =>
      during(async () => {
        const iterator = parts[Symbol.asyncIterator]();
        const held: Uint8Array[] = [];
        let size = 0;
        for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
          held.push(next.value.slice());
          size += next.value.length;
          if (size > SMALL_BYTES) return putParts(iterator, held);
        }
        const whole = new Uint8Array(size);
        held.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
        return { address: await putWhole(whole), size };
      }),
    get: (address) =>
      during(async () => (isAddress(address) ? readIfThere(fileSystem, pathOf(address)) : undefined)),
    read: (address, from, length) =>
      during(async () =>
        (await sizeOf(address)) === undefined ? undefined : fileSystem.read(pathOf(address), from, length),
      ),
    size: (address) => during(() => sizeOf(address)),
    remove: (address) =>
      during(async () => {
        if ((await sizeOf(address)) !== undefined) fileSystem.removeSync(pathOf(address));
      }),
    async *list() {
      for (const shelf of await during(() => namesIn(fileSystem, folder))) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
        for (const name of await during(() => namesIn(fileSystem, `${folder}/${shelf}`))) {
          if (isAddress(name) && name.startsWith(shelf)) yield name;
        }
      }
    },
    removeUnfinished: (beforeMs) =>
      during(async () => {
        if ((await fileSystem.stat(unfinished)) === undefined) return;
        for (const { name } of await fileSystem.list(unfinished)) {
          const stat = await fileSystem.stat(`${unfinished}/${name}`);
          if (stat?.kind === "file" && stat.modifiedMs < beforeMs)
            fileSystem.removeSync(`${unfinished}/${name}`);
        }
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

async function namesIn(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  if ((await fileSystem.stat(folder))?.kind !== "folder") return [];
  return (await fileSystem.list(folder)).map(({ name }) => name);
}
