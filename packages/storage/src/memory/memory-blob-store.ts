import { addressOf } from "../blob-address.ts";
import type { BlobStore } from "../blob-store.ts";

/** A blob store in memory, for tests and mocks. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  let closed = false;

  const open = (): Map<string, Uint8Array> => {
    if (closed) throw new Error("[storage] Failed to use the blob store: it is closed. Open it again.");
    return blobs;
  };

  return {
    async put(bytes) {
      const copy = bytes.slice();
      const address = await addressOf(copy);
      open().set(address, copy);
      return address;
    },
    async get(address) {
      return open().get(address)?.slice();
    },
    async size(address) {
      return open().get(address)?.byteLength;
    },
    async remove(address) {
      open().delete(address);
    },
    async close() {
      closed = true;
    },
  };
}
