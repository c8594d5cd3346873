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
  async function put(bytes: Uint8Array): Promise<string> {
    const copy = bytes.slice();
    const address = await addressOf(copy);
    open().set(address, copy);
    return address;
  }

  return {
    put,
    async putParts(parts) {
      open();
      const held: Uint8Array[] = [];
      for await (const part of parts) held.push(part.slice());
      const whole = joined(held);
      return { address: await put(whole), size: whole.length };
    },
    async get(address) {
      return open().get(address)?.slice();
    },
    async read(address, from, length) {
      return open()
        .get(address)
        ?.slice(from, from + length);
    },
    async size(address) {
      return open().get(address)?.byteLength;
    },
    async remove(address) {
      open().delete(address);
    },
    async *list() {
      yield* [...open().keys()];
    },
    async removeUnfinished() {
      open();
    },
    async close() {
      closed = true;
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
