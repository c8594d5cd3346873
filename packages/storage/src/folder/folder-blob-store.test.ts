import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFileSystem, nodeHashes } from "@stepwell/effects/node";
import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import { afterAll, expect, test } from "vitest";
import { blobStoreConformance } from "../testing/blob-store-conformance.ts";
import { createFolderBlobStore } from "./folder-blob-store.ts";

const real = mkdtempSync(join(tmpdir(), "stepwell-blobs-"));
afterAll(() => rmSync(real, { recursive: true }));
let stores = 0;

blobStoreConformance("a folder in memory", async () => {
  return createFolderBlobStore({ folder: "/blobs", fileSystem: createMemoryFileSystem() });
});

blobStoreConformance("a folder on disk", async () => {
  stores += 1;
  return createFolderBlobStore({
    folder: join(real, `${stores}`),
    fileSystem: nodeFileSystem,
    hashes: nodeHashes,
  });
});

test("a blob is found again by another store on the same folder", async () => {
  const fileSystem = createMemoryFileSystem();
  const address = await createFolderBlobStore({ folder: "/blobs", fileSystem }).put(Uint8Array.of(1, 2));
  expect(await createFolderBlobStore({ folder: "/blobs", fileSystem }).get(address)).toEqual(
    Uint8Array.of(1, 2),
  );
  expect(fileSystem.statSync(`/blobs/${address.slice(0, 2)}/${address}`)?.size).toBe(2);
});

test("half of a blob, left by a broken copy of the folder, is written anew", async () => {
  const fileSystem = createMemoryFileSystem();
  const store = createFolderBlobStore({ folder: "/blobs", fileSystem });
  const address = await store.put(Uint8Array.of(1, 2));
  fileSystem.writeFileSync(`/blobs/${address.slice(0, 2)}/${address}`, Uint8Array.of(1));
  await store.put(Uint8Array.of(1, 2));
  expect(await store.get(address)).toEqual(Uint8Array.of(1, 2));
});

test("what a process that died left of a blob is removed when it is old", async () => {
  const clock = createVirtualClock();
  const fileSystem = createMemoryFileSystem({ clock });
  const store = createFolderBlobStore({ folder: "/blobs", fileSystem });
  fileSystem.makeFolderSync("/blobs/unfinished");
  fileSystem.writeFileSync("/blobs/unfinished/0", Uint8Array.of(1));
  await clock.advanceAsync(1000);
  await store.removeUnfinished(clock.now() - 1000);
  expect(fileSystem.statSync("/blobs/unfinished/0")).toBeDefined();
  await store.removeUnfinished(clock.now());
  expect(fileSystem.statSync("/blobs/unfinished/0")).toBeUndefined();
});
