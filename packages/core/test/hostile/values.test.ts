import { describe, expect, test } from "vitest";
import { createApi } from "../../src/create-api.ts";
import { Image } from "../../src/media/image.ts";
import { Table } from "../../src/media/table.ts";
import type { Run } from "../../src/run/run.ts";
import { createMemoryWorld } from "../../src/testing/memory-world.ts";
import type { MemoryWorld } from "../../src/testing/memory-world.ts";
import { runContents } from "../../src/testing/run-contents.ts";

const MIB = 2 ** 20;

async function start(): Promise<{ run: Run; world: MemoryWorld }> {
  const world = createMemoryWorld();
  return { world, run: await createApi(() => world).init({ id: "abc" }) };
}

function rowsOf(world: MemoryWorld, run: Run) {
  return runContents(world.fileSystem, run).rows;
}

describe("values of 10 MB are kept as they are", () => {
  test("a text", async () => {
    const { run, world } = await start();
    const text = "0123456789abcde\n".repeat((10 * MIB) / 16);
    run.log({ text });
    run.log({ after: 1 });
    expect(rowsOf(world, run)[0]?.["text"] === text).toBe(true);
    expect(run.stats()).toMatchObject({ rowsWritten: 2, dropped: {} });
  });

  test("a list", { timeout: 30_000 }, async () => {
    const { run, world } = await start();
    const list = Array.from({ length: 1_200_000 }, (_, index) => index + 0.5);
    run.log({ list });
    const read = rowsOf(world, run)[0]?.["list"] as number[];
    expect(read).toHaveLength(list.length);
    expect(read.every((value, index) => value === list[index])).toBe(true);
  });

  test("a table, whose cells are in a file", async () => {
    const { run, world } = await start();
    const data = Array.from({ length: 10 }, (_, index) => [index, String(index).repeat(MIB)]);
    run.log({ table: new Table({ columns: ["i", "text"], data }) });
    const [row = {}] = rowsOf(world, run);
    const { path, size } = row["table"] as unknown as { path: string; size: number };
    expect(size).toBeGreaterThan(10 * MIB);
    expect(world.fileSystem.statSync(`${run.folder}/files/${path}`)?.size).toBe(size);
    expect(run.stats().dropped).toEqual({});
  });
});

test(
  "a row of more than 64 MiB is dropped and counted, and the run goes on",
  { timeout: 30_000 },
  async () => {
    const { run, world } = await start();
    run.log({ before: 1 });
    run.log({ text: "x".repeat(65 * MIB) });
    run.log({ after: 1 });
    expect(rowsOf(world, run)).toMatchObject([{ before: 1 }, { after: 1 }]);
    expect(run.stats()).toMatchObject({ rowsLogged: 3, rowsWritten: 2, dropped: { size: 1 } });
    await run.finish();
    expect(runContents(world.fileSystem, run).state.exitCode).toBe(0);
    expect(world.printed.at(-1)).toContain("lost       1 row: a row can hold 64 MiB");
  },
);

test("100,000 keys in one row", { timeout: 30_000 }, async () => {
  const { run, world } = await start();
  const row = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key ${index}`, index]));
  run.log(row);
  run.log({ "key 7": -1 });
  await run.finish();
  const { rows, state } = runContents(world.fileSystem, run);
  expect(Object.keys(row).filter((key) => rows[0]?.[key] !== row[key as "key 0"])).toEqual([]);
  expect([state.summary["key 7"], state.summary["key 99999"]]).toEqual([-1, 99_999]);
});

test("100,000 different keys, one a row", { timeout: 30_000 }, async () => {
  const { run, world } = await start();
  for (let index = 0; index < 100_000; index++) run.log({ [`key ${index}`]: index });
  await run.finish();
  expect(run.stats()).toMatchObject({ rowsWritten: 100_000, dropped: {} });
  const { rows, state } = runContents(world.fileSystem, run);
  expect([rows[99_999]?.["key 99999"], rows[99_999]?.["_step"]]).toEqual([99_999, 99_999]);
  expect(Object.keys(state.summary).filter((key) => key.startsWith("key "))).toHaveLength(100_000);
});

test("keys of 5,000 characters, also of media", async () => {
  const { run, world } = await start();
  const key = "k".repeat(5000);
  const picture = "p/".repeat(2500);
  run.log({ [key]: 1, [`🪣${key}`]: { [key]: 2 } });
  run.log({ [`${key}!`]: new Image(new Uint8Array(4), { shape: [2, 2] }) });
  run.log({ [picture]: new Image(new Uint8Array(4), { shape: [2, 2] }) });
  const rows = rowsOf(world, run);
  expect(rows[0]).toMatchObject({ [key]: 1, [`🪣${key}`]: { [key]: 2 } });
  expect(run.stats()).toMatchObject({ rowsWritten: 3, dropped: {} });
  for (const [index, name] of [`${key}!`, picture].entries()) {
    const row = rows[index + 1] ?? {};
    const { path } = row[name] as { path: string };
    expect(world.fileSystem.statSync(`${run.folder}/files/${path}`)?.kind).toBe("file");
    expect(path.length).toBeLessThan(1000);
    for (const part of path.split("/")) expect(part.length).toBeLessThanOrEqual(255);
  }
});

test("a value that is nested 500 levels deep is refused, and one of 480 is kept", async () => {
  const { run, world } = await start();
  const nested = (depth: number): object =>
    Array.from({ length: depth }).reduce<object>((inner) => ({ in: inner }), { end: 1 });
  expect(() => run.log({ deep: nested(500) })).toThrow(/nested deeper than "490" levels. Flatten it./);
  expect(() => run.log({ deep: nested(100_000) })).toThrow(/nested deeper than "490" levels. Flatten it./);
  const list = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 1);
  expect(() => run.log({ list })).toThrow(/nested deeper than "490" levels. Flatten it./);
  run.log({ deep: nested(480) });
  await run.finish();
  expect(rowsOf(world, run)).toHaveLength(1);
  expect(JSON.stringify(rowsOf(world, run)[0]?.["deep"])).toBe(JSON.stringify(nested(480)));
  expect(run.stats()).toMatchObject({ rowsLogged: 1, dropped: {} });
});

describe("code of the caller that runs inside log", () => {
  test("a getter that throws: its error, and nothing was logged", async () => {
    const { run, world } = await start();
    const broken = {
      get loss(): number {
        throw new Error("broken getter");
      },
    };
    expect(() => run.log(broken)).toThrow("broken getter");
    run.log({ loss: 1 });
    expect(rowsOf(world, run)).toMatchObject([{ loss: 1, _step: 0 }]);
  });

  test("a getter that logs: its row comes first", async () => {
    const { run, world } = await start();
    const nosy = {
      get loss(): number {
        run.log({ inner: [1] });
        return 2;
      },
      after: [{ a: 1 }],
    };
    run.log(nosy);
    expect(rowsOf(world, run)).toMatchObject([{ inner: [1] }, { loss: 2, after: [{ a: 1 }] }]);
  });

  test("a nested getter that logs spoils no check for cycles", async () => {
    const { run } = await start();
    const cycle: Record<string, unknown> = {};
    Object.defineProperty(cycle, "nosy", { enumerable: true, get: () => run.log({ inner: { a: 1 } }) });
    cycle["self"] = cycle;
    expect(() => run.log({ cycle })).toThrow(/contains itself/);
  });

  test("a getter that finishes the run: the row is refused as one after the end", async () => {
    const { run, world } = await start();
    let finished: Promise<void> | undefined;
    const last = {
      get loss(): number {
        finished = run.finish();
        return 2;
      },
    };
    expect(() => run.log(last)).toThrow(/Failed to log to the run "abc": it has finished/);
    await finished;
    expect(rowsOf(world, run)).toEqual([]);
    expect(run.stats()).toMatchObject({ rowsLogged: 0, rowsWritten: 0, dropped: {} });
  });

  test("a getter that ends the process: the run has an end, and not that row", async () => {
    const { run, world } = await start();
    run.log({ a: 1 });
    const last = {
      get loss(): number {
        world.exit(3);
        throw new Error("a process that has ended comes no further");
      },
    };
    expect(() => run.log(last)).toThrow("comes no further");
    const { rows, state } = runContents(world.fileSystem, run);
    expect(rows).toHaveLength(1);
    expect(state.exitCode).toBe(3);
  });

  test("a proxy that answers everything", async () => {
    const { run } = await start();
    const proxy: unknown = new Proxy({}, { get: () => proxy, ownKeys: () => ["a"], has: () => true });
    expect(() => run.log({ proxy })).not.toThrow(/Maximum call stack/);
  });
});
