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

    test("after close every call rejects", async () => {
      const store = await openStore();
      const address = await store.put(Uint8Array.of(1));
      await store.close();
      await store.close();
      await expect(store.put(Uint8Array.of(1))).rejects.toThrow("closed");
      await expect(store.get(address)).rejects.toThrow("closed");
      await expect(store.size(address)).rejects.toThrow("closed");
      await expect(store.remove(address)).rejects.toThrow("closed");
    });
  });
}
