import { describe, expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { DeliveryError } from "../src/core-error.ts";
import type { Run } from "../src/run/run.ts";
import { syncRunFolder } from "../src/sync/sync-run-folder.ts";
import type { SyncResult } from "../src/sync/sync-run-folder.ts";
import { createMemoryHost } from "../src/testing/memory-host.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import type { Fetch } from "../src/world.ts";
import { createFakeServer } from "./fake-server.ts";
import type { FakeServer, FakeServerOptions } from "./fake-server.ts";

interface Offline {
  readonly world: MemoryWorld;
  readonly server: FakeServer;
  readonly run: Run;
  sync(): Promise<SyncResult>;
}

/** A finished run of 40 rows, and a server behind a network that `between` is. */
async function offline(
  options: FakeServerOptions,
  between: (fetch: Fetch, server: FakeServer) => Fetch = (fetch) => fetch,
): Promise<Offline> {
  const server = createFakeServer(options);
  const world = createMemoryWorld({ fetch: between(server.fetch, server) });
  const run = await createApi(() => world).init({ id: "abc", silent: true });
  for (let row = 0; row < 40; row++) run.log({ row });
  await run.finish();
  async function sync(): Promise<SyncResult> {
    let isOver = false;
    const synced = syncRunFolder({ folder: run.folder, world, baseUrl: "http://server" }).finally(
      () => (isOver = true),
    );
    synced.catch(() => undefined);
    for (let turn = 0; turn < 1000 && !isOver; turn++) await world.clock.advanceAsync(1000);
    return synced;
  }
  return { world, server, run, sync };
}

const rowsOf = (server: FakeServer): unknown[] => server.history.map((row) => (row as { row: unknown }).row);
const ALL = Array.from({ length: 40 }, (_, row) => row);

describe("a network that answers in the server's place", () => {
  test.each([true, false])(
    "acknowledges nothing with a page of its own (sources known: %s)",
    async (knowsSources) => {
      let posts = 0;
      const { server, sync } = await offline({ knowsSources }, (fetch) => async (url, request) => {
        if (!url.endsWith("/file_stream") || ++posts < 2 || posts > 4) return fetch(url, request);
        return {
          status: 200,
          headers: { get: () => null },
          text: () => Promise.resolve("<html><title>Please sign in</title></html>"),
        };
      });
      expect(await sync()).toMatchObject({ status: "delivered", rows: 40 });
      expect(rowsOf(server)).toEqual(ALL);
    },
  );

  test("is not believed by a delivery whose server has always said what it holds", async () => {
    let posts = 0;
    const { server, sync } = await offline({}, (fetch) => async (url, request) => {
      if (!url.endsWith("/file_stream") || ++posts !== 2) return fetch(url, request);
      return { status: 200, headers: { get: () => null }, text: () => Promise.resolve("{}") };
    });
    expect(await sync()).toMatchObject({ status: "delivered", rows: 40 });
    expect(rowsOf(server)).toEqual(ALL);
  });
});

test.each(["", "ok", "[]", "{"])("an acknowledgement may say %j", async (answer) => {
  const { server, sync } = await offline({ knowsSources: false }, (fetch) => async (url, request) => {
    const reply = await fetch(url, request);
    return url.endsWith("/file_stream") ? { ...reply, text: () => Promise.resolve(answer) } : reply;
  });
  expect(await sync()).toMatchObject({ status: "delivered", rows: 40 });
  expect(rowsOf(server)).toEqual(ALL);
});

describe("a server that loses what it was given", () => {
  test("again and again is not said to have it", async () => {
    const { world, run, server, sync } = await offline({}, (fetch, lossy) => async (url, request) => {
      const reply = await fetch(url, request);
      if (url.endsWith("/file_stream") && lossy.history.length > 0) lossy.forget();
      return reply;
    });
    const failed: unknown = await sync().catch((error: unknown) => error);
    expect(DeliveryError.isInstance(failed)).toBe(true);
    expect(failed).toMatchObject({ retryable: true });
    expect(server.history).toEqual([]);
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.synced`)).toBeUndefined();
  });
});

describe("two deliveries of one folder at once", () => {
  test.each([true, false])("bring each row once (sources known: %s)", async (knowsSources) => {
    for (let slower = 0; slower < 12; slower++) {
      let asked = 0;
      const { world, server, run } = await offline({
        knowsSources,
        earlier: knowsSources ? [] : [{ row: -1 }],
      });
      const late: Fetch = async (url, request) => {
        for (let turn = 0; turn < 20 && asked++ < slower * 20; turn++) await Promise.resolve();
        return server.fetch(url, request);
      };
      const deliver = (fetch: Fetch): Promise<SyncResult> =>
        syncRunFolder({ folder: run.folder, world: { ...world, fetch }, baseUrl: "http://server" });
      let isOver = false;
      const both = Promise.all([deliver(server.fetch), deliver(late)]).finally(() => (isOver = true));
      for (let turn = 0; turn < 100 && !isOver; turn++) await world.clock.advanceAsync(1000);
      await both;
      expect(rowsOf(server), `slower by ${slower}`).toEqual(knowsSources ? ALL : [-1, ...ALL]);
    }
  });
});

describe("an upload address that leads nowhere", () => {
  test.each(["http://[", "file:///etc/passwd", "data:,x", ""])(
    "%j is named, and all else arrives",
    async (place) => {
      const { server, sync } = await offline({}, (fetch) => async (url, request) => {
        const reply = await fetch(url, request);
        const text = (await reply.text()).replace("http://files/config.yaml", place);
        return { ...reply, text: () => Promise.resolve(text) };
      });
      const result = await sync();
      expect(result).toMatchObject({ status: "partial", rows: 40 });
      expect(result.problems).toHaveLength(1);
      expect([...server.files.keys()]).toContain("wandb-summary.json");
      expect(server.exitCode).toBe(0);
    },
  );
});

test("a permission that an upload address carries stands in no message", async () => {
  const token = "t0k3n".repeat(40);
  const { sync } = await offline({}, (fetch) => async (url, request) => {
    if (request.method === "PUT") return { status: 403, headers: { get: () => null }, text: async () => "" };
    const reply = await fetch(url, request);
    const text = (await reply.text())
      .replace("http://files/config.yaml", `http://files/config.yaml?X-Amz-Signature=${token}`)
      .replace("http://files/wandb-summary.json", `http://files/wire/uploads/${token}`);
    return { ...reply, text: () => Promise.resolve(text) };
  });
  const { problems } = await sync();
  expect(problems.length).toBeGreaterThan(1);
  expect(problems.join()).not.toContain("t0k3n");
  expect(problems.join()).toContain("http://files/config.yaml");
});

test("a run that was thought dead, delivered and marked, and then went on, is delivered to its end", async () => {
  const server = createFakeServer();
  const host = createMemoryHost({ fetch: server.fetch });
  const [writer, other] = [host.start(), host.start()];
  const run = await createApi(() => writer).init({ id: "abc", silent: true });
  const sync = (): Promise<SyncResult> =>
    syncRunFolder({ folder: run.folder, world: other, baseUrl: "http://server" });
  run.log({ row: 0 });
  // As a process of another container is, whose id means nothing here.
  host.kill(writer);
  expect(await sync()).toMatchObject({ status: "delivered", rows: 1 });
  expect(await sync()).toMatchObject({ status: "skipped" });
  run.log({ row: 1 });
  await run.finish();
  expect(await sync()).toMatchObject({ status: "delivered", rows: 2 });
  expect(await sync()).toMatchObject({ status: "skipped" });
  expect(rowsOf(server)).toEqual([0, 1]);
  expect(server.exitCode).toBe(0);
});
