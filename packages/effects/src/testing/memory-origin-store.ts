import type { OriginStore, StoredFile } from "../browser/origin-store.ts";
import { FileSystemError } from "../file-system.ts";

/** What a browser keeps, in memory. Its files outlive those who opened them. */
export interface MemoryOriginStore extends OriginStore {
  /** As when the browser ends at once: what was not flushed is gone where bytes are not kept at once, and nobody has a file open. */
  crash(): void;
  /** Bytes that the origin may still take; default: no end. */
  quota: number;
}

interface KeptFile {
  bytes: Uint8Array;
  flushed: number;
  isOpen: boolean;
}

/** Makes an empty store. Default kind: `opfs`, whose bytes are kept at once. */
export function createMemoryOriginStore(options: { kind?: OriginStore["kind"] } = {}): MemoryOriginStore {
  const { kind = "opfs" } = options;
  const volumes = new Map<string, Map<string, KeptFile>>();
  let boots = 0;

  function open(volume: string, name: string): StoredFile {
    const files = volumes.get(volume) ?? new Map<string, KeptFile>();
    volumes.set(volume, files);
    const file = files.get(name) ?? { bytes: new Uint8Array(), flushed: 0, isOpen: false };
    files.set(name, file);
    if (file.isOpen) throw new FileSystemError("EBUSY", `${volume}/${name}`);
    file.isOpen = true;
    const boot = boots;
    const needOpen = (): void => {
      if (!file.isOpen || boot !== boots) throw new FileSystemError("EBADF", `${volume}/${name}`);
    };
    return {
      get size() {
        return file.bytes.length;
      },
      get keptSize() {
        return kind === "opfs" ? file.bytes.length : file.flushed;
      },
      append(bytes) {
        needOpen();
        if (bytes.length > store.quota) throw new FileSystemError("ENOSPC", `${volume}/${name}`);
        store.quota -= bytes.length;
        const longer = new Uint8Array(file.bytes.length + bytes.length);
        longer.set(file.bytes);
        longer.set(bytes, file.bytes.length);
        file.bytes = longer;
      },
      read: async (offset, length) => file.bytes.slice(offset, offset + length),
      ...(kind === "opfs" ? { readSync: (offset, length) => file.bytes.slice(offset, offset + length) } : {}),
      truncate(size) {
        needOpen();
        file.bytes = file.bytes.slice(0, size);
        file.flushed = Math.min(file.flushed, size);
      },
      async flush() {
        file.flushed = file.bytes.length;
      },
      close() {
        if (boot === boots) file.isOpen = false;
      },
    };
  }

  const store: MemoryOriginStore = {
    kind,
    quota: Infinity,
    volumes: async () => [...volumes.keys()],
    openFile: async (volume, name) => open(volume, name),
    async removeVolume(volume) {
      volumes.delete(volume);
    },
    crash() {
      boots += 1;
      for (const files of volumes.values()) {
        for (const file of files.values()) {
          file.isOpen = false;
          if (kind === "indexeddb") file.bytes = file.bytes.slice(0, file.flushed);
        }
      }
    },
  };
  return store;
}
