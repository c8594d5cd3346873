import { openVolume } from "@stepwell/effects/browser";
import { createMemoryOriginStore, createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import type { MemoryOriginStore, VirtualClock } from "@stepwell/effects/testing";
import { createRunFileReader } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createRun } from "../run/create-run.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { Fetch } from "../world.ts";
import { goOnInPage } from "./go-on-in-page.ts";
import { createMemoryLine } from "../testing/memory-line.ts";
import type { MemoryLine } from "../testing/memory-line.ts";
import type { BeginRequest, Tail } from "./page-messages.ts";
import { openPageStorage } from "./page-storage.ts";
import type { PageStorage } from "./page-storage.ts";
import { loadTails, saveTail } from "./unload-tails.ts";
import type { FileTail } from "./unload-tails.ts";
import { keepRun } from "./run-keeper.ts";
import type { Locks, StorageHost } from "./run-storage.ts";

/** One origin: its storage, its locks, and the pages that come and go. */
interface Origin {
  readonly store: MemoryOriginStore;
  readonly clock: VirtualClock;
  open(options?: { volume?: string; tails?: readonly Tail[]; id?: string }): Promise<Page>;
  /** The page is gone, and its worker with it. */
  leave(page: Page): void;
}

interface Page {
  readonly storage: PageStorage;
  readonly line: MemoryLine;
  readonly held: Set<string>;
  readonly tailsKept: string[];
}

const nobody: Fetch = () => Promise.reject(new Error("there is no network"));

function createOrigin(kind: "opfs" | "indexeddb" = "opfs"): Origin {
  const store = createMemoryOriginStore({ kind });
  const clock = createVirtualClock();
  const held = new Set<string>();
  let volumes = 0;

  function locksOf(own: Set<string>): Locks {
    return {
      areReal: true,
      async take(name) {
        if (held.has(name)) return undefined;
        held.add(name);
        own.add(name);
        return () => void held.delete(name);
      },
    };
  }

  return {
    store,
    clock,
    async open({ volume = `v${(volumes += 1)}`, tails = [], id } = {}) {
      const line = createMemoryLine();
      const own = new Set<string>();
      const host: StorageHost = {
        clock,
        random: createSeededRandom(1),
        fetch: nobody,
        locks: locksOf(own),
        openStore: async () => store,
      };
      keepRun(line.worker, host);
      const world = createMemoryWorld({ clock });
      const request: BeginRequest = {
        volume,
        settings: resolveSettings({ silent: true, ...(id === undefined ? {} : { id }) }, world),
        config: new Map(),
        page: { host: world.host, hostName: "ada.example", workingFolder: "/home/ada" },
        tails,
        storage: "auto",
      };
      const tailsKept: string[] = [];
      const storage = await openPageStorage({
        line: line.page,
        request,
        clock,
        tailKept: (name) => tailsKept.push(name),
      });
      return { storage, line, held: own, tailsKept };
    },
    leave(page) {
      page.line.cut();
      store.crash();
      for (const name of page.held) held.delete(name);
    },
  };
}

/** What a page writes down as it goes away, as the next one finds it. */
function tailOf(page: Page, volume: string, rows: number): Tail {
  return writtenDown(volume, { ...(page.storage.tail() as Omit<FileTail, "rows">), rows });
}

function writtenDown(volume: string, tail: FileTail): Tail {
  const items = new Map<string, string>();
  const store = {
    length: 1,
    key: () => [...items.keys()][0] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  saveTail(store, volume, tail);
  return loadTails(store)[0] as Tail;
}

async function startRun({ storage }: Page, clock: VirtualClock) {
  const base = createMemoryWorld({ clock });
  const begun = await goOnInPage(storage, { base, volume: "v", hostName: "ada.example" });
  return createRun(begun, { onFinish: () => undefined });
}

async function readRun(store: MemoryOriginStore, volume: string): Promise<Uint8Array> {
  store.crash();
  const file = await store.openFile(volume, "run");
  const bytes = await file.read(0, file.size);
  file.close();
  return bytes;
}

async function recordsOf(store: MemoryOriginStore, volume: string): Promise<LogRecord[]> {
  const reader = createRunFileReader();
  reader.push(await readRun(store, volume));
  const records: LogRecord[] = [];
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    records.push(event.record);
  }
  return records;
}

/** Whether a page's run is the primary one of several; undefined when there is one writer. */
function roleOf({ storage }: Page): boolean | undefined {
  return storage.begun.settings.shared?.isPrimary;
}

async function rowsOf(store: MemoryOriginStore, volume: string): Promise<number> {
  return (await recordsOf(store, volume)).filter(({ type }) => type === "history").length;
}

test.each(["opfs", "indexeddb"] as const)(
  "rows that were flushed are in the %s store, and no longer pending",
  async (kind) => {
    const origin = createOrigin(kind);
    const page = await origin.open();
    const run = await startRun(page, origin.clock);
    for (let row = 0; row < 10; row++) run.log({ row });
    expect(run.stats()).toMatchObject({ rowsWritten: 10, pending: 10 });
    await run.flush();
    expect(run.stats().pending).toBe(0);
    origin.leave(page);
    expect(await rowsOf(origin.store, "v1")).toBe(10);
  },
);

test("what is logged goes over every 50 ms, without a flush", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  await run.flush();
  const posted = page.line.posted();
  run.log({ row: 1 });
  run.log({ row: 2 });
  expect(page.line.posted()).toBe(posted);
  origin.clock.advance(50);
  expect(page.line.posted()).toBe(posted + 1);
});

test("a page that never waits hands over as well", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  const posted = page.line.posted();
  for (let row = 0; row < 2048; row++) run.log({ row });
  expect(page.line.posted()).toBeGreaterThan(posted);
});

test("what a page wrote down as it went away is in the run file once, whatever of it had arrived", async () => {
  for (const isDelivered of [true, false]) {
    const origin = createOrigin();
    const page = await origin.open();
    const run = await startRun(page, origin.clock);
    for (let row = 0; row < 5; row++) run.log({ row });
    await run.flush();
    if (!isDelivered) page.line.cut();
    for (let row = 5; row < 8; row++) run.log({ row });
    page.storage.post();
    const tail = tailOf(page, "v1", 8);
    if (isDelivered) await page.line.settled();
    origin.leave(page);
    const next = await origin.open({ tails: [tail] });
    await next.storage.close();
    await next.line.ended;
    expect(next.tailsKept).toEqual(["v1"]);
    expect(await rowsOf(origin.store, "v1")).toBe(8);
  }
});

test("rows that could not be written down are counted where the run's counters are", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  await run.flush();
  origin.leave(page);
  const tail = writtenDown("v1", { after: 1000, records: [], rows: 4 });
  const next = await origin.open({ tails: [tail] });
  await next.storage.close();
  await next.line.ended;
  expect((await recordsOf(origin.store, "v1")).at(-1)).toMatchObject({
    type: "config",
    update: [{ path: ["_wandb", "stepwell_stats", "dropped", "unload"], value: 3 }],
  });
});

test("of more than a page can write down, the next one counts the rows that are missing", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  await run.flush();
  page.line.cut();
  for (let row = 1; row < 4; row++) run.log({ text: "x".repeat(200_000) });
  const tail = tailOf(page, "v1", run.stats().rowsWritten);
  origin.leave(page);
  const next = await origin.open({ tails: [tail] });
  await next.storage.close();
  await next.line.ended;
  expect((await recordsOf(origin.store, "v1")).at(-1)).toMatchObject({
    update: [{ path: ["_wandb", "stepwell_stats", "dropped", "unload"], value: 3 }],
  });
});

test("of what a page has written down, only what is missing is added, and a torn end is cut", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  await run.flush();
  run.log({ row: 1, odd: [NaN, -0, 2n ** 60n], nested: JSON.parse('{"__proto__": 1}') as object });
  run.log({ row: 2 });
  const tail = tailOf(page, "v1", 3);
  page.storage.post();
  await page.line.settled();
  const whole = await recordsOf(origin.store, "v1");
  origin.leave(page);
  // Some bytes of the last row have not arrived.
  const file = await origin.store.openFile("v1", "run");
  file.truncate(file.size - 5);
  await file.flush();
  file.close();
  const next = await origin.open({ tails: [tail] });
  await next.storage.close();
  await next.line.ended;
  expect(await recordsOf(origin.store, "v1")).toStrictEqual(whole);
});

test("what somebody changes in place is in the run file as it was logged", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ list: [1] });
  run.config["list"] = [2];
  const live = run.summary as unknown as { list: unknown[] };
  live.list.push(() => 3);
  (run.config["list"] as unknown[]).push(() => 4);
  await run.finish();
  const records = await recordsOf(origin.store, "v1");
  const values = records.flatMap((record) =>
    record.type === "history" ? record.items : record.type === "config" ? record.update : [],
  );
  expect(values.filter(({ path }) => path[0] === "list").map(({ value }) => value)).toEqual([[1], [2]]);
});

test("what is no data is not taken, and holds nothing else up", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const { file } = page.storage;
  const odd = { type: "history", items: [{ path: ["a"], value: [() => 1] as unknown as [] }] } as const;
  expect(file.append([odd])).toEqual([odd]);
  expect(file.append([{ type: "preempting" }])).toEqual([]);
  await file.sync();
  expect((await recordsOf(origin.store, "v1")).at(-1)).toEqual({ type: "preempting" });
});

test("what is damaged in the middle of a run file makes no row come twice", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  await run.flush();
  for (let row = 0; row < 3; row++) run.log({ row, text: "x".repeat(40_000) });
  const tail = tailOf(page, "v1", 3);
  page.storage.post();
  await page.line.settled();
  origin.leave(page);
  const file = await origin.store.openFile("v1", "run");
  const bytes = await file.read(0, file.size);
  bytes[20_000] = 0;
  file.truncate(0);
  file.append(bytes);
  await file.flush();
  file.close();
  const next = await origin.open({ tails: [tail] });
  await next.storage.close();
  await next.line.ended;
  const reader = createRunFileReader();
  reader.push(await readRun(origin.store, "v1"));
  const rows: unknown[] = [];
  for (let event = reader.next(); event !== undefined; event = reader.next())
    if (event.kind === "record" && event.record.type === "history")
      rows.push(event.record.items.find(({ path }) => path[0] === "row")?.value);
  expect(rows).toEqual([1, 2]);
});

test("a row that can't be stored is counted when the worker has said so, in the run file as well", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  run.log({ text: "x".repeat(64 * 1024 * 1024) });
  run.log({ row: 2 });
  expect(run.stats()).toMatchObject({ rowsWritten: 3, pending: 3, dropped: {} });
  await run.finish();
  expect(run.stats()).toMatchObject({ rowsLogged: 3, rowsWritten: 2, dropped: { size: 1 } });
  const counters = (await recordsOf(origin.store, "v1")).flatMap((record) =>
    record.type === "config" ? record.update.filter(({ path }) => path[1] === "stepwell_stats") : [],
  );
  expect(counters.at(-1)?.value).toMatchObject({ rowsLogged: 3, rowsWritten: 2, dropped: { size: 1 } });
  expect(await rowsOf(origin.store, "v1")).toBe(2);
});

test("a run that ended well lets its lock go", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  const lock = `${page.storage.begun.folder.runFile}.lock`;
  expect(page.storage.begun.names).toContainEqual(expect.objectContaining({ path: lock }));
  await run.finish();
  origin.leave(page);
  const volume = await openVolume({ store: origin.store, name: "v1", clock: origin.clock });
  expect(volume.fileSystem.statSync(lock)).toBeUndefined();
});

test("a full disk is told by flush, and what comes after it is counted", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  await run.flush();
  origin.store.quota = 0;
  run.log({ row: 1 });
  await expect(run.flush()).rejects.toThrow(/Failed to keep what was logged: .* was refused \(ENOSPC\)/);
  run.log({ row: 2 });
  expect(run.stats().dropped).toEqual({ disk: 1 });
  await run.finish();
});

test("of two pages with one run, the first owns it until it is gone", async () => {
  const origin = createOrigin();
  const first = await origin.open({ id: "abc" });
  const second = await origin.open({ id: "abc" });
  expect([roleOf(first), roleOf(second)]).toEqual([undefined, false]);
  await first.storage.close();
  expect(roleOf(await origin.open({ id: "abc" }))).toBeUndefined();
});

test("a run's file can be read while it is written", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  const bytes = await page.storage.readRunFile();
  expect(bytes.length).toBe(run.stats().bytes);
});

test("a storage that refuses is told by the start of the run", async () => {
  const origin = createOrigin();
  origin.store.openFile = () => Promise.reject(new Error("no room for anybody"));
  await expect(origin.open()).rejects.toThrow("[core] Failed to start the run: no room for anybody");
});

test("a worker that dies is told by flush, and nobody waits for it", async () => {
  const origin = createOrigin();
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  await run.flush();
  page.line.cut();
  run.log({ row: 0 });
  const flushed = run.flush();
  page.line.die("it ran out of memory");
  await expect(flushed).rejects.toThrow(/was refused \(EIO\)/);
  run.log({ row: 1 });
  expect(run.stats().dropped).toEqual({ disk: 1 });
  await run.finish();
});

test("a run that is finished is kept whole, without a server", async () => {
  const origin = createOrigin("indexeddb");
  const page = await origin.open();
  const run = await startRun(page, origin.clock);
  run.log({ row: 0 });
  await run.finish();
  expect((await recordsOf(origin.store, "v1")).at(-1)?.type).toBe("exit");
});
