import { afterEach, describe, expect, test } from "vitest";
import type { BlobStore } from "../blob-store.ts";

/** What every blob store must do. `open` gives an empty one. */
export function blobStoreConformance(name: string, open: () => Promise<BlobStore>): void {
  describe(`${name} as a blob store`, () => {
    const opened: BlobStore[] = [];
    const openStore = async (): Promise<BlobStore> => {
      const store = await open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    test("the address is the SHA-256 of the bytes", async () => {
      const store = await openStore();
      expect(await store.put(new TextEncoder().encode("abc"))).toBe(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      );
    });

    test("bytes come back as they were given", async () => {
      const store = await openStore();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      const address = await store.put(bytes);
      expect(await store.get(address)).toEqual(bytes);
      expect(await store.size(address)).toBe(70_000);
    });

    test("no bytes at all are a blob too", async () => {
      const store = await openStore();
      const address = await store.put(new Uint8Array());
      expect(await store.get(address)).toEqual(new Uint8Array());
      expect(await store.size(address)).toBe(0);
    });

    test("a part of a larger buffer is stored alone, and later changes to it are not seen", async () => {
      const store = await openStore();
      const buffer = Uint8Array.of(0, 1, 2, 3, 4);
      const address = await store.put(buffer.subarray(1, 3));
      buffer.fill(9);
      expect(await store.get(address)).toEqual(Uint8Array.of(1, 2));
    });

    test("storing the same bytes again changes nothing", async () => {
      const store = await openStore();
      const addresses = await Promise.all([store.put(Uint8Array.of(7)), store.put(Uint8Array.of(7))]);
      expect(new Set(addresses).size).toBe(1);
      expect(await store.put(Uint8Array.of(7))).toBe(addresses[0]);
      expect(await store.get(addresses[0])).toEqual(Uint8Array.of(7));
    });

    test("an unknown address is undefined, also when it looks like a path", async () => {
      const store = await openStore();
      for (const address of [
        "0".repeat(64),
        "",
        "..",
        "../../etc/passwd",
        `${"0".repeat(63)}/`,
        "A".repeat(64),
      ]) {
        expect(await store.get(address)).toBeUndefined();
        expect(await store.size(address)).toBeUndefined();
        await store.remove(address);
      }
    });

    test("a removed blob is gone, and others stay", async () => {
      const store = await openStore();
      const first = await store.put(Uint8Array.of(1));
      const second = await store.put(Uint8Array.of(2));
      await store.remove(first);
      await store.remove(first);
      expect(await store.get(first)).toBeUndefined();
      expect(await store.get(second)).toEqual(Uint8Array.of(2));
    });

    test.each([0, 1, 300_000, 3_000_000])(
      "%d bytes in parts are the blob that they are as a whole",
      async (size) => {
        const store = await openStore();
        const whole = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);
        const stored = await store.putParts(partsOf(whole, 70_001));
        expect(stored).toEqual({ address: await store.put(whole), size });
        expect(areSame(await store.get(stored.address), whole)).toBe(true);
        expect(await store.putParts(partsOf(whole, 1_000_003))).toEqual(stored);
      },
    );

    test("parts that are changed after they were given are stored as they were", async () => {
      const store = await openStore();
      const part = new Uint8Array(200_000);
      async function* parts() {
        for (const value of [1, 2, 3]) yield part.fill(value);
      }
      const { address } = await store.putParts(parts());
      const bytes = await store.get(address);
      expect([bytes?.[0], bytes?.[200_000], bytes?.[599_999], bytes?.length]).toEqual([1, 2, 3, 600_000]);
    });

    test.each([10, 900_000])("parts that end with an error after %d bytes leave nothing", async (size) => {
      const store = await openStore();
      const whole = new Uint8Array(size).fill(5);
      async function* parts() {
        yield* partsOf(whole, 100_000);
        throw new Error("cut");
      }
      await expect(store.putParts(parts())).rejects.toThrow("cut");
      const address = await store.put(whole);
      await store.remove(address);
      expect(await store.get(address)).toBeUndefined();
      await store.removeUnfinished(Infinity);
      expect((await store.putParts(partsOf(whole, 7000))).address).toBe(address);
    });

    test("several blobs come in parts at once", async () => {
      const store = await openStore();
      const wholes = [1, 2, 3, 3].map((value) => new Uint8Array(400_000).fill(value));
      const stored = await Promise.all(wholes.map((whole) => store.putParts(partsOf(whole, 50_000))));
      for (const [index, { address }] of stored.entries()) {
        expect(areSame(await store.get(address), wholes[index])).toBe(true);
      }
      expect(new Set(stored.map(({ address }) => address)).size).toBe(3);
    });

    test("any range of a blob can be read alone", async () => {
      const store = await openStore();
      const address = await store.put(Uint8Array.of(0, 1, 2, 3, 4));
      expect(await store.read(address, 1, 2)).toEqual(Uint8Array.of(1, 2));
      expect(await store.read(address, 3, 9)).toEqual(Uint8Array.of(3, 4));
      expect(await store.read(address, 5, 1)).toEqual(new Uint8Array());
      expect(await store.read("0".repeat(64), 0, 1)).toBeUndefined();
      expect(await store.read("../../etc/passwd", 0, 1)).toBeUndefined();
    });

    test("all blobs are listed, and none that was removed", async () => {
      const store = await openStore();
      const listed = async (): Promise<string[]> => {
        const found: string[] = [];
        for await (const address of store.list()) found.push(address);
        return found.toSorted();
      };
      expect(await listed()).toEqual([]);
      const addresses = await Promise.all([1, 2, 3].map((byte) => store.put(Uint8Array.of(byte))));
      expect(await listed()).toEqual(addresses.toSorted());
      await store.remove(addresses[0] as string);
      expect(await listed()).toEqual(addresses.slice(1).toSorted());
    });

    test("after close every call rejects", async () => {
      const store = await openStore();
      const address = await store.put(Uint8Array.of(1));
      await store.close();
      await store.close();
      await expect(store.put(Uint8Array.of(1))).rejects.toThrow("closed");
      await expect(store.get(address)).rejects.toThrow("closed");
      await expect(store.size(address)).rejects.toThrow("closed");
      await expect(store.remove(address)).rejects.toThrow("closed");
      await expect(store.putParts(partsOf(Uint8Array.of(1), 1))).rejects.toThrow("closed");
      await expect(store.read(address, 0, 1)).rejects.toThrow("closed");
      await expect(store.removeUnfinished(0)).rejects.toThrow("closed");
    });
  });
}

async function* partsOf(whole: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += length) yield whole.subarray(at, at + length);
}

/** The matcher for large arrays takes seconds. */
function areSame(found: Uint8Array | undefined, wanted: Uint8Array | undefined): boolean {
  return found?.length === wanted?.length && (found ?? []).every((byte, at) => byte === wanted?.[at]);
}
