import { FileSystemError } from "../file-system.ts";
import type { DirectoryHandle, SyncAccessHandle } from "./browser-storage.ts";
import type { OriginStore, StoredFile } from "./origin-store.ts";

const ROOT = "stepwell";

/**
 * The origin private file system, through handles that write before they return. Only a dedicated worker gets those:
 * undefined elsewhere, and where the browser has none or refuses, as some do in private windows.
 */
export async function openOpfsStore(
  getDirectory: (() => Promise<DirectoryHandle>) | undefined,
): Promise<OriginStore | undefined> {
  try {
    const top = await getDirectory?.();
    const root = await top?.getDirectoryHandle(ROOT, { create: true });
    if (root === undefined || !(await hasSyncAccess(root))) return undefined;
    return storeIn(root);
  } catch {
    // Whatever the reason, the fallback is another store.
    return undefined;
  }
}

async function hasSyncAccess(root: DirectoryHandle): Promise<boolean> {
  const name = `probe-${crypto.randomUUID()}`;
  const file = await root.getFileHandle(name, { create: true });
  try {
    const handle = await file.createSyncAccessHandle?.();
    handle?.close();
    return handle !== undefined;
  } finally {
    await root.removeEntry(name);
  }
}

function storeIn(root: DirectoryHandle): OriginStore {
  return {
    kind: "opfs",
    async volumes() {
      const names: string[] = [];
      for await (const name of root.keys()) if (!name.startsWith("probe-")) names.push(name);
      return names;
    },
    async openFile(volume, name) {
      const path = `${volume}/${name}`;
      try {
        const folder = await root.getDirectoryHandle(volume, { create: true });
        const file = await folder.getFileHandle(name, { create: true });
        const handle = await file.createSyncAccessHandle?.();
        if (handle === undefined) throw new FileSystemError("ENOTSUP", path);
        return storedFile(handle, path);
      } catch (error) {
        throw refused(error, path);
      }
    },
    async removeVolume(volume) {
      await root.removeEntry(volume, { recursive: true }).catch((error: unknown) => {
        if (nameOf(error) !== "NotFoundError") throw refused(error, volume);
      });
    },
  };
}

function storedFile(handle: SyncAccessHandle, path: string): StoredFile {
  let size = handle.getSize();
  let isOpen = true;

  function readSync(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    return bytes.subarray(0, handle.read(bytes, { at: offset }));
  }

  return {
    get size() {
      return size;
    },
    get keptSize() {
      return size;
    },
    append(bytes) {
      if (!isOpen) throw new FileSystemError("EBADF", path);
      try {
        if (handle.write(bytes, { at: size }) < bytes.length) throw new FileSystemError("ENOSPC", path);
        size += bytes.length;
      } catch (error) {
        handle.truncate(size);
        throw refused(error, path);
      }
    },
    read: async (offset, length) => readSync(offset, length),
    readSync,
    truncate(newSize) {
      handle.truncate(newSize);
      size = newSize;
    },
    async flush() {
      try {
        if (isOpen) handle.flush();
      } catch (error) {
        throw refused(error, path);
      }
    },
    close() {
      if (isOpen) handle.close();
      isOpen = false;
    },
  };
}

const CODES: Readonly<Record<string, string>> = {
  QuotaExceededError: "ENOSPC",
  NoModificationAllowedError: "EBUSY",
  NotFoundError: "ENOENT",
  NotAllowedError: "EACCES",
};

function refused(error: unknown, path: string): FileSystemError {
  if (FileSystemError.isInstance(error)) return error;
  return new FileSystemError(CODES[nameOf(error)] ?? "EIO", path, { cause: error });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
