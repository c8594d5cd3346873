import { describe, expect, test } from "vitest";
import { fileSystemConformance } from "../conformance/file-system-conformance.ts";
import type { FileSystemError } from "../file-system.ts";
import { createMemoryOriginStore } from "../testing/memory-origin-store.ts";
import { createSeededRandom } from "../testing/seeded-random.ts";
import { createVirtualClock } from "../testing/virtual-clock.ts";
import { openVolume } from "./open-volume.ts";
import type { Volume } from "./open-volume.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const clock = createVirtualClock();

fileSystemConformance(
  "the file system of a browser's volume",
  async () => {
    const { fileSystem, close } = await openVolume({ store: createMemoryOriginStore(), name: "v", clock });
    fileSystem.makeFolderSync("/data");
    return { fileSystem, folder: "/data", close };
  },
  { links: false },
);

describe("a volume that is opened again", () => {
  test("has its names, its contents, its appended files and what was removed", async () => {
    const store = createMemoryOriginStore();
    const first = await openVolume({ store, name: "v", clock });
    fill(first);
    first.close();
    const second = await openVolume({ store, name: "v", clock });
    await check(second);
    second.fileSystem.writeFileSync("/w/new", bytes("new"));
    second.close();
    const third = await openVolume({ store, name: "v", clock });
    expect(text(await third.fileSystem.readFile("/w/new"))).toBe("new");
    await check(third);
  });

  test("has all of it after the browser ended, where writes are kept at once", async () => {
    const store = createMemoryOriginStore();
    fill(await openVolume({ store, name: "v", clock }));
    store.crash();
    await check(await openVolume({ store, name: "v", clock }));
  });

  test("has what was flushed, where they are not", async () => {
    const store = createMemoryOriginStore({ kind: "indexeddb" });
    const volume = await openVolume({ store, name: "v", clock });
    fill(volume);
    await volume.flush();
    volume.fileSystem.writeFileSync("/w/late", bytes("not flushed"));
    store.crash();
    const again = await openVolume({ store, name: "v", clock });
    await check(again);
    expect(again.fileSystem.statSync("/w/late")).toBeUndefined();
  });

  test("keeps the run file byte for byte in a file of its own", async () => {
    const store = createMemoryOriginStore();
    const volume = await openVolume({ store, name: "v", clock });
    fill(volume);
    volume.close();
    const run = await store.openFile("v", "run");
    expect(text(await run.read(0, run.size))).toBe(":W&B and rows");
  });

  test("drops a torn end, wherever it is cut", async () => {
    const random = createSeededRandom(3);
    for (let round = 0; round < 50; round += 1) {
      const store = createMemoryOriginStore();
      const volume = await openVolume({ store, name: "v", clock });
      fill(volume);
      volume.close();
      const pack = await store.openFile("v", "pack");
      pack.truncate(Math.floor(((random.bytes(1)[0] as number) / 256) * pack.size));
      pack.close();
      const again = await openVolume({ store, name: "v", clock });
      again.fileSystem.makeFolderSync("/after");
      again.fileSystem.writeFileSync("/after/a", bytes("after"));
      again.close();
      const last = await openVolume({ store, name: "v", clock });
      expect(text(await last.fileSystem.readFile("/after/a"))).toBe("after");
    }
  });

  test("drops what follows a damaged byte, and takes hostile journals for damage", async () => {
    const store = createMemoryOriginStore();
    const pack = await store.openFile("v", "pack");
    pack.append(Uint8Array.from({ length: 5000 }, (_, index) => (index * 31) % 256));
    pack.close();
    const small = await store.openFile("v", "small0");
    small.append(new Uint8Array(64).fill(255));
    small.close();
    const volume = await openVolume({ store, name: "v", clock });
    expect(await volume.fileSystem.list("/")).toEqual([]);
    fill(volume);
    await check(volume);
  });
});

test("a file that is written a thousand times stays small", async () => {
  const store = createMemoryOriginStore();
  const volume = await openVolume({ store, name: "v", clock });
  const position = new Uint8Array(10_000);
  for (let round = 0; round < 1000; round += 1) {
    position.fill(round % 256);
    volume.fileSystem.writeFileSync("/position", position);
  }
  volume.close();
  const sizes = await Promise.all(
    ["pack", "small0", "small1"].map(async (name) => (await store.openFile("v", name)).size),
  );
  expect(Math.max(...sizes)).toBeLessThan(1_100_000);
  store.crash();
  const again = await openVolume({ store, name: "v", clock });
  expect((await again.fileSystem.readFile("/position"))[0]).toBe(999 % 256);
});

test("a full disk refuses a write, and everything before it stays", async () => {
  const store = createMemoryOriginStore();
  const volume = await openVolume({ store, name: "v", clock });
  fill(volume);
  store.quota = 10;
  const refusal = expect.objectContaining({ code: "ENOSPC" }) as FileSystemError;
  expect(() => volume.fileSystem.writeFileSync("/w/big", new Uint8Array(100))).toThrow(refusal);
  expect(volume.fileSystem.statSync("/w/big")).toBeUndefined();
  await check(volume);
});

function fill({ fileSystem }: Volume): void {
  fileSystem.makeFolderSync("/w/files");
  const run = fileSystem.openAppend("/w/run-1.wandb", { exclusive: true });
  run.writeSync(bytes(":W&B"));
  fileSystem.writeFileSync("/w/files/image", bytes("pixels"));
  run.writeSync(bytes(" and rows"));
  fileSystem.writeFileSync("/w/gone", bytes("gone"));
  fileSystem.removeSync("/w/gone");
  for (const round of ["one", "two", "three"]) fileSystem.writeFileSync("/w/position", bytes(round));
  const log = fileSystem.openAppend("/w/log");
  log.writeSync(bytes("a"));
  log.writeSync(bytes("b"));
}

async function check({ fileSystem }: Volume): Promise<void> {
  expect(text(await fileSystem.readFile("/w/run-1.wandb"))).toBe(":W&B and rows");
  expect(text(await fileSystem.read("/w/run-1.wandb", 5, 3))).toBe("and");
  expect(text(await fileSystem.readFile("/w/files/image"))).toBe("pixels");
  expect(text(await fileSystem.readFile("/w/position"))).toBe("three");
  expect(text(await fileSystem.readFile("/w/log"))).toBe("ab");
  expect(fileSystem.statSync("/w/gone")).toBeUndefined();
}
