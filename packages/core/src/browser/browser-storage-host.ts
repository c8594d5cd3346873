import { FileSystemError, systemClock, systemRandom } from "@stepwell/effects";
import { openIndexedDbStore, openOpfsStore } from "@stepwell/effects/browser";
import type { BrowserGlobals, BrowserLocks } from "./browser-globals.ts";
import { browserFetch } from "./browser-fetch.ts";
import type { Locks, StorageHost } from "./run-storage.ts";

/** The real storage, locks and network of a worker. */
export function createBrowserStorageHost({ navigator, indexedDB, IDBKeyRange }: BrowserGlobals): StorageHost {
  return {
    clock: systemClock,
    random: systemRandom,
    fetch: browserFetch,
    locks: createLocks(navigator?.locks),
    async openStore(storage) {
      const directory = storage === "auto" ? navigator?.storage : undefined;
      const opfs = await openOpfsStore(directory && (() => directory.getDirectory?.() ?? noDirectory()));
      if (opfs !== undefined) return opfs;
      if (indexedDB === undefined || IDBKeyRange === undefined)
        throw new FileSystemError("ENOTSUP", "IndexedDB");
      return openIndexedDbStore({ factory: indexedDB, keyRange: IDBKeyRange });
    },
  };
}

function noDirectory(): Promise<never> {
  return Promise.reject(new FileSystemError("ENOTSUP", "OPFS"));
}

function createLocks(locks: BrowserLocks | undefined): Locks {
  return {
    areReal: locks !== undefined,
    take: (name) => (locks === undefined ? Promise.resolve(() => undefined) : takeLock(locks, name)),
  };
}

/** A Web Lock is held for as long as a promise is open. */
function takeLock(locks: BrowserLocks, name: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(undefined);
          return undefined;
        }
        return new Promise((release) => resolve(release));
      })
      .catch(reject);
  });
}
