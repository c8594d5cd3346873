import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createPositionFile } from "./sync-position.ts";
import type { SyncPosition } from "./sync-position.ts";

const PATH = "/run.sync.json";

function positionAt(baseUrl: string, history = 5): SyncPosition {
  const lines = { firstLine: 1, firstEvent: 2, firstConsoleLine: 3, history, events: 4 };
  return { source: "s", baseUrl, ...lines, commands: 2, failedCommands: [1] };
}

test("each server has its own position, and coming back to one goes on there", async () => {
  const fileSystem = createMemoryFileSystem();
  const open = () => createPositionFile({ path: PATH, fileSystem });
  for (const name of ["a", "b"]) {
    const file = open();
    expect(await file.load({ source: "s", baseUrl: name })).toBeUndefined();
    await file.save(positionAt(name, 7));
    await file.save(positionAt(name, 8));
  }
  expect(await open().load({ source: "s", baseUrl: "a" })).toEqual(positionAt("a", 8));
  expect(await open().load({ source: "other", baseUrl: "a" })).toBeUndefined();
});

test("deliveries to two servers at once leave each other's position as it is", async () => {
  const fileSystem = createMemoryFileSystem();
  const open = () => createPositionFile({ path: PATH, fileSystem });
  const [a, b] = [open(), open()];
  for (const [file, baseUrl] of [
    [a, "a"],
    [b, "b"],
  ] as const) {
    await file.load({ source: "s", baseUrl });
    await file.save(positionAt(baseUrl, 1));
  }
  await b.save(positionAt("b", 9));
  await a.save(positionAt("a", 2));
  expect(await open().load({ source: "s", baseUrl: "a" })).toEqual(positionAt("a", 2));
  expect(await open().load({ source: "s", baseUrl: "b" })).toEqual(positionAt("b", 9));
});

test("the newest 16 servers are kept", async () => {
  const fileSystem = createMemoryFileSystem();
  for (let number = 0; number < 20; number++) {
    const file = createPositionFile({ path: PATH, fileSystem });
    await file.load({ source: "s", baseUrl: String(number) });
    await file.save(positionAt(String(number)));
  }
  const file = createPositionFile({ path: PATH, fileSystem });
  expect(await file.load({ source: "s", baseUrl: "3" })).toBeUndefined();
  expect(await file.load({ source: "s", baseUrl: "4" })).toEqual(positionAt("4"));
});

test("saves that overlap leave the last one", async () => {
  const fileSystem = createMemoryFileSystem();
  const file = createPositionFile({ path: PATH, fileSystem });
  await Promise.all([1, 2, 3].map((history) => file.save(positionAt("a", history))));
  const again = createPositionFile({ path: PATH, fileSystem });
  expect(await again.load({ source: "s", baseUrl: "a" })).toMatchObject({ history: 3 });
});

test.each([
  "",
  "null",
  "[]",
  '{"positions":7}',
  '{"positions":[null,{"source":"s","baseUrl":"a"}]}',
  JSON.stringify({ positions: [{ ...positionAt("a"), history: -1 }] }),
  JSON.stringify({ positions: [{ ...positionAt("a"), events: 0.5 }] }),
  JSON.stringify({ positions: [{ ...positionAt("a"), failedCommands: ["1"] }] }),
])("a file that holds %j has no position", async (text) => {
  const fileSystem = createMemoryFileSystem();
  fileSystem.writeFileSync(PATH, new TextEncoder().encode(text));
  const file = createPositionFile({ path: PATH, fileSystem });
  expect(await file.load({ source: "s", baseUrl: "a" })).toBeUndefined();
});
