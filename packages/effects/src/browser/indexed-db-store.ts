import { FileSystemError } from "../file-system.ts";
import type { Database, DatabaseFactory, DatabaseKeyRange, DatabaseKeyRanges } from "./browser-storage.ts";
import type { OriginStore } from "./origin-store.ts";
import { openIndexedDbFile } from "./indexed-db-file.ts";
import { answer, CHUNKS, done } from "./indexed-db-request.ts";

const NAME = "stepwell";

/** Files as numbered pieces in IndexedDB: kept when `flush` has resolved. Rejects with `FileSystemError` where the browser refuses. */
export async function openIndexedDbStore(options: {
  factory: DatabaseFactory;
  keyRange: DatabaseKeyRanges;
}): Promise<OriginStore> {
  const { factory, keyRange } = options;
  const database = await open(factory);
  const rangeOf = (volume: string): DatabaseKeyRange =>
    keyRange.bound([volume], [`${volume}\0`], false, true);
  return {
    kind: "indexeddb",
    async volumes() {
      const store = database.transaction(CHUNKS, "readonly").objectStore(CHUNKS);
      const keys = (await answer(store.getAllKeys(), NAME)) as [string][];
      return [...new Set(keys.map(([volume]) => volume))];
    },
    openFile: (volume, name) => openIndexedDbFile({ database, keyRange, volume, name }),
    async removeVolume(volume) {
      const transaction = database.transaction(CHUNKS, "readwrite");
      transaction.objectStore(CHUNKS).delete(rangeOf(volume));
      await done(transaction, volume);
    },
  };
}

async function open(factory: DatabaseFactory): Promise<Database> {
  try {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(CHUNKS);
    };
    return await answer(request, NAME);
  } catch (cause) {
    throw FileSystemError.isInstance(cause) ? cause : new FileSystemError("EACCES", NAME, { cause });
  }
}
