import { createSeededRandom } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { createBrowserWorld } from "../src/browser/browser-world.ts";
import { Image } from "../src/media/image.ts";
import { syncRunFolder } from "../src/sync/sync-run-folder.ts";
import type { SyncResult } from "../src/sync/sync-run-folder.ts";
import type { Fetch } from "../src/world.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import { createFakeServer } from "./fake-server.ts";
import type { FakeServer, FakeServerOptions } from "./fake-server.ts";

const ROWS = 250;

/** A world with a server at `http://server`, and a finished run in it. */
async function finishedRun(options: FakeServerOptions = {}): Promise<{
  world: MemoryWorld;
  server: FakeServer;
  folder: string;
  sync: () => Promise<SyncResult>;
}> {
  const server = createFakeServer(options);
  const world = createMemoryWorld({ fetch: server.fetch });
  const run = await createApi(() => world).init({
    id: "abc",
    project: "p",
    silent: true,
    config: { lr: 0.1 },
  });
  run.defineMetric("loss", { summary: "min" });
  run.log({ loss: NaN, picture: new Image(new Uint8Array(4), { shape: [2, 2] }) });
  for (let index = 1; index < ROWS; index++) run.log({ loss: 1 / index, index });
  await run.finish();
  const { folder } = run;
  const sync = () => syncRunFolder({ folder, world, baseUrl: "http://server/", apiKey: "k" });
  return { world, server, folder, sync };
}

/** Lets time pass until the promise has settled. */
async function settled<Result>(world: MemoryWorld, promise: Promise<Result>): Promise<Result> {
  let over = false;
  const watched = promise.finally(() => (over = true));
  watched.catch(() => undefined);
  for (let turn = 0; turn < 10_000 && !over; turn++) await world.clock.advanceAsync(1000);
  return watched;
}

function expectWhole(server: FakeServer): void {
  expect(server.history).toHaveLength(ROWS);
  server.history.forEach((row, index) => expect(row).toMatchObject({ _step: index }));
}

describe("syncRunFolder", () => {
  test("delivers rows, summary, config, files and the exit code, and marks the folder", async () => {
    const { world, server, folder, sync } = await finishedRun();
    await expect(sync()).resolves.toEqual({
      status: "delivered",
      rows: ROWS,
      damage: [],
      problems: [],
      notes: [],
      url: "http://server/p/p/r/abc",
    });
    expectWhole(server);
    expect(server.history[0]).toMatchObject({ loss: NaN, picture: { _type: "image-file", width: 2 } });
    expect(server.summary).toMatchObject({ _step: ROWS - 1, index: ROWS - 1 });
    expect(server.config).toMatchObject({
      lr: { value: 0.1 },
      _wandb: { value: { m: [{ 1: "loss", 7: [1] }] } },
    });
    expect([...server.files.keys()]).toEqual(server.uploaded);
    expect(server.uploaded).toHaveLength(4);
    expect(server.exitCode).toBe(0);
    expect(world.fileSystem.statSync(`${folder}/run-abc.wandb.synced`)?.kind).toBe("file");
  });

  test("a folder that is marked as delivered is left alone", async () => {
    const { server, sync } = await finishedRun();
    await sync();
    const before = server.requests.length;
    await expect(sync()).resolves.toMatchObject({ status: "skipped", deliveredTo: "http://server" });
    expect(server.requests).toHaveLength(before);
  });

  test("a folder that went to one server goes to another one too, and to each once", async () => {
    const { world, server, folder, sync } = await finishedRun();
    await sync();
    const elsewhere = createFakeServer();
    const there = { ...world, fetch: elsewhere.fetch };
    const toOther = () => syncRunFolder({ folder, world: there, baseUrl: "http://other" });
    await expect(toOther()).resolves.toMatchObject({ status: "delivered", rows: ROWS });
    expectWhole(elsewhere);
    await expect(toOther()).resolves.toMatchObject({ status: "skipped", deliveredTo: "http://other" });
    await expect(sync()).resolves.toMatchObject({ status: "skipped", deliveredTo: "http://server" });
    expectWhole(server);
  });

  test("a folder of which a server has a part is not skipped because another one has all", async () => {
    const { world, folder, sync } = await finishedRun();
    let posts = 0;
    const elsewhere = createFakeServer({
      fault: (request) => (request.endsWith("file_stream") && posts++ > 0 ? { status: 403 } : undefined),
    });
    const there = { ...world, fetch: elsewhere.fetch };
    const toOther = () => syncRunFolder({ folder, world: there, baseUrl: "http://other" });
    await expect(toOther()).rejects.toThrow('the server answered "no"');
    await sync();
    await expect(toOther()).rejects.toThrow('the server answered "no"');
  });

  test.each([
    "[]",
    '{"servers":5}',
    '{"servers":[null,{"baseUrl":"http://server","bytes":"x"}]}',
    '{"servers":[{"baseUrl":"http://server","bytes":3}]}',
  ])("a mark that holds %s does not keep a folder back that we began to deliver", async (text) => {
    const { world, folder, sync } = await finishedRun();
    await sync();
    await world.fileSystem.writeFile(`${folder}/run-abc.wandb.synced`, new TextEncoder().encode(text));
    await expect(sync()).resolves.toMatchObject({ status: "delivered", rows: ROWS });
    await expect(sync()).resolves.toMatchObject({ status: "skipped" });
  });

  test("the mark of W&B's own client is respected", async () => {
    const { world, server, folder, sync } = await finishedRun();
    await world.fileSystem.writeFile(`${folder}/run-abc.wandb.synced`, new Uint8Array());
    await expect(sync()).resolves.toEqual({
      status: "skipped",
      rows: 0,
      damage: [],
      problems: [],
      notes: [],
      url: "",
    });
    expect(server.requests).toEqual([]);
  });

  test("a lost position file costs nothing at a server that knows the source", async () => {
    const { world, server, folder, sync } = await finishedRun();
    await sync();
    world.fileSystem.removeSync(`${folder}/run-abc.wandb.synced`);
    world.fileSystem.removeSync(`${folder}/run-abc.wandb.sync.json`);
    const chunks = server.chunkSizes.length;
    await expect(sync()).resolves.toMatchObject({ status: "delivered" });
    expect(server.chunkSizes).toHaveLength(chunks);
    expectWhole(server);
  });

  test("the position file keeps rows single at a server that knows no sources", async () => {
    const { world, server, folder, sync } = await finishedRun({
      knowsSources: false,
      earlier: [{ _step: -1 }],
    });
    await sync();
    world.fileSystem.removeSync(`${folder}/run-abc.wandb.synced`);
    await sync();
    expect(server.history).toHaveLength(ROWS + 1);
    expect(server.history[1]).toMatchObject({ _step: 0 });
  });

  test("lost replies and refusals, whenever they come, double and lose nothing", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = createSeededRandom(seed);
      const { world, server, sync } = await finishedRun({
        knowsSources: seed % 2 === 0,
        fault: () =>
          random.float() > 0.4 ? undefined : random.float() > 0.5 ? "reply-lost" : { status: 503 },
      });
      await expect(settled(world, sync()), `seed ${seed}`).resolves.toMatchObject({ status: "delivered" });
      expectWhole(server);
      expect(server.exitCode, `seed ${seed}`).toBe(0);
    }
  }, 30_000);

  test("a delivery that is broken off goes on where it ended", async () => {
    let streamed = 0;
    const { world, server, sync } = await finishedRun({
      fault: (request) => {
        if (request.includes("file_stream")) streamed += 1;
        return streamed === 3 && request.includes("file_stream") ? { status: 401 } : undefined;
      },
    });
    await expect(sync()).rejects.toThrow('the server answered "no"');
    expect(server.history).toHaveLength(ROWS);
    await expect(settled(world, sync())).resolves.toMatchObject({ status: "delivered" });
    expectWhole(server);
    expect(server.chunkSizes).toEqual([ROWS]);
  });

  test("waits as long as the server asks, and between two and two and a half seconds otherwise", async () => {
    const waits: number[] = [];
    const { world, sync } = await finishedRun({
      fault: (_, count) => {
        waits.push(world.clock.monotonic());
        if (count === 0) return { status: 429, headers: { "retry-after": "7.5" } };
        return count === 1 ? { status: 500 } : undefined;
      },
    });
    const start = world.clock.monotonic();
    await settled(world, sync());
    expect((waits[1] as number) - start).toBe(7500);
    const second = (waits[2] as number) - (waits[1] as number);
    expect(second).toBeGreaterThanOrEqual(4000);
    expect(second).toBeLessThanOrEqual(5000);
  });

  test("a run whose writer is alive is delivered and left open", async () => {
    const server = createFakeServer();
    const world = createMemoryWorld({ fetch: server.fetch });
    const run = await createApi(() => world).init({ id: "abc", silent: true });
    run.log({ a: 1 });
    const options = { folder: run.folder, world, baseUrl: "http://server" };
    await expect(syncRunFolder(options)).resolves.toMatchObject({ status: "open", rows: 1, damage: [] });
    expect(server.exitCode).toBeUndefined();
    world.processes.end(world.processes.self);
    await expect(syncRunFolder(options)).resolves.toMatchObject({ status: "delivered", rows: 1 });
    expect(server.exitCode).toBe(1);
    expect(server.history).toHaveLength(1);
  });

  test("a folder without a run file is refused with a sentence", async () => {
    const world = createMemoryWorld();
    await expect(syncRunFolder({ folder: "/home/ada", world, baseUrl: "http://server" })).rejects.toThrow(
      '[core] Failed to sync: "/home/ada" holds no run file.',
    );
  });
});

/** A server that takes requests and never answers; it counts those that nobody has ended. */
function createSilentServer(): { fetch: Fetch; readonly open: number; readonly asked: number } {
  let open = 0;
  let asked = 0;
  return {
    fetch(_, { signal }) {
      open += 1;
      asked += 1;
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          open -= 1;
          reject(new DOMException("The operation was aborted", "AbortError"));
        });
      });
    },
    get open() {
      return open;
    },
    get asked() {
      return asked;
    },
  };
}

describe("an online run", () => {
  test("asks a silent server again after half a minute, and has no request open after finish", async () => {
    const server = createSilentServer();
    const world = createMemoryWorld({ fetch: server.fetch, env: { STEPWELL_BASE_URL: "http://server" } });
    const run = await createApi(() => world).init({ id: "abc" });
    await world.clock.advanceAsync(29_000);
    expect(server).toMatchObject({ asked: 1, open: 1 });
    await world.clock.advanceAsync(5000);
    expect(server).toMatchObject({ asked: 2, open: 1 });
    await settled(world, run.finish({ timeout: 1000 }));
    expect(server).toMatchObject({ asked: 2, open: 0 });
    expect(world.printed.at(-1)).toContain("no answer came in time. Check that the server runs.");
  });

  test("is delivered to a server that comes up an hour later", async () => {
    const server = createFakeServer();
    let isUp = false;
    const world = createMemoryWorld({
      fetch: (url, request) => (isUp ? server.fetch(url, request) : Promise.reject(new Error("refused"))),
      env: { STEPWELL_BASE_URL: "http://server" },
    });
    const run = await createApi(() => world).init({ id: "abc" });
    run.log({ a: 1 });
    for (let minute = 0; minute < 60; minute++) await world.clock.advanceAsync(60_000);
    isUp = true;
    await world.clock.advanceAsync(120_000);
    expect(server.history).toHaveLength(1);
    await settled(world, run.finish());
    expect(server.exitCode).toBe(0);
  });

  test("that a server refuses for good is not offered again", async () => {
    const server = createFakeServer({ fault: () => ({ status: 401 }) });
    const world = createMemoryWorld({ fetch: server.fetch, env: { STEPWELL_BASE_URL: "http://server" } });
    const run = await createApi(() => world).init({ id: "abc" });
    await world.clock.advanceAsync(120_000);
    expect(server.requests).toHaveLength(1);
    await settled(world, run.finish());
    expect(world.printed.at(-1)).toContain('the server answered "no"');
  });

  test("is at the server while it goes on and complete when it is finished", async () => {
    const server = createFakeServer();
    const world = createMemoryWorld({ fetch: server.fetch, env: { WANDB_BASE_URL: "http://server" } });
    const run = await createApi(() => world).init({ id: "abc" });
    run.log({ a: 1 });
    await world.clock.advanceAsync(1000);
    expect(server.history).toHaveLength(1);
    run.log({ a: 2 });
    await world.clock.advanceAsync(1000);
    expect(server.history).toHaveLength(2);
    await settled(world, run.finish());
    expect(world.printed.at(-1)).toContain(`  see it     ${run.url}\n`);
    expect(server.exitCode).toBe(0);
    expect(run.folder).toMatch(/\/run-\d{8}_\d{6}-abc$/);
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.synced`)).toBeDefined();
  });

  test("says what is not delivered when the time for it is over", async () => {
    const world = createMemoryWorld({ env: { STEPWELL_BASE_URL: "http://server" } });
    const run = await createApi(() => world).init({ id: "abc" });
    run.log({ a: 1 });
    await settled(world, run.finish({ timeout: 5000 }));
    expect(world.printed.at(-1)).toContain(
      'not sent   0 rows are at the server, the rest is here. [core] Failed to reach "http://server/graphql": there is no network. Check that the server runs. Send it later with "npx stepwell sync --to http://server".',
    );
    expect(world.printed.at(-1)).not.toContain("see it");
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.synced`)).toBeUndefined();
  });

  test("a page is not told of a command: its next visit sends the rest", async () => {
    const memory = createMemoryWorld();
    const { sendsRest = "" } = createBrowserWorld();
    const world = { ...memory, sendsRest };
    const run = await createApi(() => world).init({ id: "abc", baseUrl: "http://server" });
    run.log({ a: 1 });
    await settled(memory, run.finish({ timeout: 5000 }));
    const end = memory.printed.at(-1);
    expect(end).toContain("The next visit of this page that starts a run for that server sends it.");
    expect(end).not.toContain("npx stepwell sync");
  });
});
