import { describe, expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { Image } from "../src/media/image.ts";
import type { Run } from "../src/run/run.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import { createFakeServer } from "./fake-server.ts";
import type { FakeServer, FakeServerOptions } from "./fake-server.ts";

const HOUR = 3_600_000;

interface Online {
  readonly world: MemoryWorld;
  readonly server: FakeServer;
  readonly run: Run;
  /** Requests of the file stream so far, as seconds since the start and what they carried. */
  readonly posts: { at: number; body: Record<string, unknown> }[];
  finish(timeout?: number): Promise<void>;
}

/** A run that is online, with a server that may be away. */
async function online(options: FakeServerOptions & { isAway?: () => boolean } = {}): Promise<Online> {
  const server = createFakeServer(options);
  const posts: Online["posts"] = [];
  const world = createMemoryWorld({
    env: { STEPWELL_BASE_URL: "http://server" },
    fetch(url, request) {
      if (options.isAway?.() === true) return Promise.reject(new Error("refused"));
      if (url.endsWith("/file_stream")) {
        const body = JSON.parse(request.body as string) as Record<string, unknown>;
        posts.push({ body, at: world.clock.monotonic() / 1000 });
      }
      return server.fetch(url, request);
    },
  });
  const run = await createApi(() => world).init({ id: "abc", project: "p" });
  async function finish(timeout = 30_000): Promise<void> {
    let isOver = false;
    const finished = run.finish({ timeout }).finally(() => (isOver = true));
    for (let turn = 0; turn < 10_000 && !isOver; turn++) await world.clock.advanceAsync(1000);
    await finished;
  }
  return { world, server, run, posts, finish };
}

const rowsOf = (server: FakeServer): unknown[] => server.history.map((row) => (row as { a: unknown }).a);

describe("patience", () => {
  test("a server that is away for six days gets everything once", async () => {
    let isAway = false;
    const { world, server, run, finish } = await online({ isAway: () => isAway });
    run.log({ a: 0 });
    await world.clock.advanceAsync(1000);
    isAway = true;
    for (let hour = 1; hour <= 6 * 24; hour++) {
      run.log({ a: hour });
      await world.clock.advanceAsync(HOUR);
    }
    isAway = false;
    await world.clock.advanceAsync(120_000);
    expect(rowsOf(server)).toEqual(Array.from({ length: 145 }, (_, hour) => hour));
    await finish();
    expect(server.exitCode).toBe(0);
    expect(server.history).toHaveLength(145);
  }, 30_000);

  test("a server that forgot the run gets all of it again, files too", async () => {
    const { world, server, run, finish } = await online();
    run.log({ a: 0, picture: new Image(Uint8Array.of(7), { shape: [1, 1] }) });
    for (let index = 1; index < 5; index++) run.log({ a: index });
    await world.clock.advanceAsync(1000);
    expect(rowsOf(server)).toEqual([0, 1, 2, 3, 4]);
    const media = [...server.files.keys()];
    expect(media).toHaveLength(1);
    server.forget();
    run.log({ a: 5 });
    await world.clock.advanceAsync(1000);
    expect(rowsOf(server)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...server.files.keys()]).toEqual(media);
    await finish();
    expect(server.exitCode).toBe(0);
    expect(server.history).toHaveLength(6);
  });

  test("a server that refuses the rows still gets config and files, and the end says so", async () => {
    let isRefused = false;
    const { world, server, run, finish } = await online({
      fault: (request) => (isRefused && request.includes("file_stream") ? { status: 413 } : undefined),
    });
    run.log({ a: 0 });
    await world.clock.advanceAsync(1000);
    isRefused = true;
    run.log({ a: 1 });
    run.config["lr"] = 0.5;
    await world.clock.advanceAsync(10_000);
    expect(server.config).toMatchObject({ lr: { value: 0.5 } });
    await finish();
    expect(rowsOf(server)).toEqual([0]);
    expect([...server.files.keys()]).toContain("config.yaml");
    expect(world.printed.at(-1)).toContain("not sent   1 row is at the server");
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.synced`)).toBeUndefined();
  });
});

test("what is said of a run goes with how far its file was read, so that what comes late is known", async () => {
  const server = createFakeServer();
  const read: number[] = [];
  const world = createMemoryWorld({
    env: { STEPWELL_BASE_URL: "http://server" },
    fetch(url, request) {
      if ((request.body as string).includes('"UpsertBucket"'))
        read.push(Number(request.headers["x-stepwell-read"]));
      return server.fetch(url, request);
    },
  });
  const run = await createApi(() => world).init({ id: "abc", project: "p" });
  await world.clock.advanceAsync(1000);
  run.log({ a: 0 });
  run.config["lr"] = 0.5;
  const size = (): number => world.fileSystem.statSync(`${run.folder}/run-abc.wandb`)?.size ?? 0;
  await world.clock.advanceAsync(10_000);
  expect(read).toHaveLength(2);
  expect(read[0]).toBeGreaterThan(0);
  expect(read[1]).toBeGreaterThan(read[0] ?? 0);
  expect(read[1]).toBeLessThanOrEqual(size());
});

describe("when requests go", () => {
  test("every 15 seconds at most to a server that does not ask for more, and every 30 without news", async () => {
    const { world, run, posts } = await online({ features: [], knowsSources: false });
    await world.clock.advanceAsync(500);
    posts.length = 0;
    for (let second = 0; second < 60; second++) {
      run.log({ a: second });
      await world.clock.advanceAsync(1000);
    }
    const times = posts.map(({ at }) => at);
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect(times.length).toBeLessThanOrEqual(5);
    for (let index = 1; index < times.length; index++)
      expect((times[index] as number) - (times[index - 1] as number)).toBeGreaterThanOrEqual(15);
    await world.clock.advanceAsync(15_000);
    posts.length = 0;
    await world.clock.advanceAsync(100_000);
    expect(posts.map(({ body }) => body)).toEqual([{}, {}, {}]);
  });

  test("within 250 ms to a server that asks for news", async () => {
    const { world, server, run } = await online();
    await world.clock.advanceAsync(500);
    run.log({ a: 1 });
    await world.clock.advanceAsync(250);
    expect(rowsOf(server)).toEqual([1]);
  });

  test("at once when the run may be suspended", async () => {
    const { world, server, run } = await online({ features: [], knowsSources: false });
    await world.clock.advanceAsync(500);
    run.log({ a: 1 });
    run.markPreempting();
    await world.clock.advanceAsync(2000);
    expect(server.preempting).toBe(true);
    expect(rowsOf(server)).toEqual([1]);
  });

  test("no faster than the server's rate limit", async () => {
    const { world, run, posts } = await online({
      streamHeaders: () => ({ "ratelimit-remaining": "1", "ratelimit-reset": "10" }),
    });
    for (let index = 0; index < 400; index++) {
      run.log({ a: index });
      await world.clock.advanceAsync(250);
    }
    expect(posts.length).toBeLessThanOrEqual(14);
    expect(posts.length).toBeGreaterThanOrEqual(8);
  });
});

describe("what a run asks of the server", () => {
  test("an alert is sent once, also when rows follow", async () => {
    const { world, server, run, finish } = await online();
    run.alert("loss is NaN", "look at it");
    for (let index = 0; index < 5; index++) {
      run.log({ a: index });
      await world.clock.advanceAsync(1000);
    }
    await finish();
    expect(server.alerts).toEqual(["loss is NaN"]);
  });

  test("a wish that the run stops fires the signal, and nothing else happens", async () => {
    let isStopped = false;
    const { world, run, finish } = await online({ isStopped: () => isStopped });
    await world.clock.advanceAsync(1000);
    expect(run.stopSignal.aborted).toBe(false);
    isStopped = true;
    run.log({ a: 1 });
    await world.clock.advanceAsync(1000);
    expect(run.stopSignal.aborted).toBe(true);
    run.log({ a: 2 });
    await finish();
    expect(run.stats().rowsWritten).toBe(2);
  });

  test("a finish that takes long says how far it is, and nothing when silent", async () => {
    let isAway = false;
    const { world, run, finish } = await online({ isAway: () => isAway });
    await world.clock.advanceAsync(1000);
    isAway = true;
    run.log({ a: 1 });
    await finish(20_000);
    const lines = world.printed.filter((text) => text.startsWith("Stepwell: sending to the server, "));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/\d+ %, 0 rows/);
    expect(world.printed.filter((text) => text.startsWith("Stepwell: waiting"))).toEqual([
      'Stepwell: waiting for the server. Failed to reach "http://server/files/local/p/abc/file_stream": refused. Check that the server runs. It is tried again and again.\n',
    ]);
  });

  test("a finish without a server shows the share of what is in the file, not of what was looked at", async () => {
    let isAway = false;
    const { world, run, finish } = await online({ isAway: () => isAway });
    run.log({ a: 0 });
    await world.clock.advanceAsync(1000);
    isAway = true;
    run.log({ a: 1 });
    await world.clock.advanceAsync(1000);
    for (let index = 0; index < 300; index++) run.log({ a: index });
    await finish(20_000);
    const [line = ""] = world.printed.filter((text) => text.startsWith("Stepwell: sending to the server, "));
    expect(line).toMatch(/, 1 row\n$/);
    expect(Number(/(\d+) %/.exec(line)?.[1])).toBeLessThan(10);
  });
});

describe("the run's address", () => {
  test("is the server's page, or W&B's layout elsewhere", async () => {
    const ours = await online();
    await ours.world.clock.advanceAsync(1000);
    expect(ours.run.url).toBe("http://server/p/p/r/abc");
    const theirs = await online({ features: [], knowsSources: false });
    await theirs.world.clock.advanceAsync(1000);
    expect(theirs.run.url).toBe("http://server/local/p/runs/abc");
  });
});
