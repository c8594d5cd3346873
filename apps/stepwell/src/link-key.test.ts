import { expect, test } from "vitest";
import { readLinkKey } from "./link-key.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";

test("a data folder keeps its key, and two folders have two", async () => {
  const { world } = createMemoryWorld();
  for (const folder of ["/a", "/b"]) world.fileSystem.makeFolderSync(folder);
  const first = await readLinkKey("/a", world);
  expect(first).toHaveLength(32);
  expect(await readLinkKey("/a", world)).toEqual(first);
  expect(await readLinkKey("/b", world)).not.toEqual(first);
});

test("half of a key is made anew", async () => {
  const { world } = createMemoryWorld();
  world.fileSystem.makeFolderSync("/a");
  world.fileSystem.writeFileSync("/a/link-key", new Uint8Array(5));
  expect(await readLinkKey("/a", world)).toHaveLength(32);
});
