import { describe, expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { Image } from "../src/media/image.ts";
import { Table } from "../src/media/table.ts";
import type { Run } from "../src/run/run.ts";
import { syncRunFolder } from "../src/sync/sync-run-folder.ts";
import type { SyncResult } from "../src/sync/sync-run-folder.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import type { Fetch, FetchReply } from "../src/world.ts";
import { createFakeServer } from "./fake-server.ts";

const FOREIGN = { features: [], knowsSources: false };

async function offlineRun(fetch: Fetch): Promise<{ world: MemoryWorld; run: Run }> {
  const world = createMemoryWorld({ fetch });
  return { world, run: await createApi(() => world).init({ id: "abc", project: "p", silent: true }) };
}

async function sync(world: MemoryWorld, folder: string, baseUrl = "http://server"): Promise<SyncResult> {
  let isOver = false;
  const synced = syncRunFolder({ folder, world, baseUrl, again: true }).finally(() => (isOver = true));
  synced.catch(() => undefined);
  for (let turn = 0; turn < 1000 && !isOver; turn++) await world.clock.advanceAsync(1000);
  return synced;
}

describe("servers that know no sources", () => {
  test("each get every row once when the address changes and changes back", async () => {
    const servers = { "//a": createFakeServer(FOREIGN), "//b": createFakeServer(FOREIGN) };
    const { world, run } = await offlineRun((url, request) =>
      (url.startsWith("http://b/") ? servers["//b"] : servers["//a"]).fetch(url, request),
    );
    for (const [round, name] of ["a", "b", "a", "b", "a"].entries()) {
      run.log({ round });
      await sync(world, run.folder, `http://${name}`);
    }
    await run.finish();
    await sync(world, run.folder, "http://a");
    await sync(world, run.folder, "http://b");
    for (const { history } of Object.values(servers))
      expect(history.map((row) => (row as { round: number }).round)).toEqual([0, 1, 2, 3, 4]);
  });

  test("get lines behind those that are there, of each kind", async () => {
    const server = createFakeServer({ ...FOREIGN, earlier: [{ old: 1 }, { old: 2 }] });
    await server.fetch("http://server/file_stream", {
      method: "POST",
      headers: {},
      signal: new AbortController().signal,
      body: JSON.stringify({
        files: { "output.log": { offset: 0, content: ["x one", "x two", "x three"] } },
      }),
    });
    const { world, run } = await offlineRun(server.fetch);
    run.log({ a: 1 });
    run.writeLogs("four");
    await run.finish();
    await sync(world, run.folder);
    await sync(world, run.folder);
    expect(server.history).toMatchObject([{ old: 1 }, { old: 2 }, { a: 1 }]);
    expect(server.console.map((line) => line.split(" ").at(-1))).toEqual(["one", "two", "three", "four"]);
  });

  test("that were emptied get all again", async () => {
    const server = createFakeServer(FOREIGN);
    const { world, run } = await offlineRun(server.fetch);
    run.log({ a: 1, picture: new Image(Uint8Array.of(7), { shape: [1, 1] }) });
    await run.finish();
    await sync(world, run.folder);
    const files = [...server.files.keys()];
    server.forget();
    await sync(world, run.folder);
    expect(server.history).toMatchObject([{ a: 1 }]);
    expect([...server.files.keys()]).toEqual(files);
  });
});

describe("what a server refuses", () => {
  test("an artifact is named, leaves the run unmarked and is tried again; all else has arrived", async () => {
    const server = createFakeServer();
    const { world, run } = await offlineRun(server.fetch);
    run.log({ table: new Table({ columns: ["a"], data: [[1]] }) });
    run.log({ a: 2 });
    await run.finish();
    for (let round = 1; round <= 2; round++) {
      const result = await sync(world, run.folder);
      expect(result).toMatchObject({ status: "partial", rows: 2 });
      expect(result.problems.join()).toContain('"CreateArtifact"');
      expect(server.requests.filter((request) => request.endsWith("CreateArtifact"))).toHaveLength(round);
    }
    expect(server.exitCode).toBe(0);
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.synced`)).toBeUndefined();
  });

  test("a row that is too long for any server goes without its values, and is named", async () => {
    const server = createFakeServer();
    const { world, run } = await offlineRun(server.fetch);
    run.log({ a: 1 });
    run.log({ text: "x".repeat(10_400_000) });
    run.log({ a: 3 });
    await run.finish();
    const result = await sync(world, run.folder);
    expect(result).toMatchObject({ status: "delivered", rows: 3 });
    expect(result.notes).toEqual([
      "[core] The summary is longer than a server takes: it is in the run file only.",
      "[core] 1 row is longer than a server takes and went without values: those are in the run file.",
    ]);
    expect(Object.keys(server.history[1] as object)).toEqual(["_step", "_timestamp", "_runtime"]);
  });

  test("a live run says so at its end and stays unmarked", async () => {
    const server = createFakeServer();
    const world = createMemoryWorld({
      fetch: server.fetch,
      env: { STEPWELL_BASE_URL: "http://server" },
    });
    const run = await createApi(() => world).init({ id: "abc" });
    run.log({ table: new Table({ columns: ["a"], data: [[1]] }) });
    let isOver = false;
    const finished = run.finish().finally(() => (isOver = true));
    for (let turn = 0; turn < 100 && !isOver; turn++) await world.clock.advanceAsync(1000);
    await finished;
    expect(world.printed.at(-1)).toMatch(/not sent {3}\[core\] Failed to run "CreateArtifact"/);
    expect(world.fileSystem.statSync(`${run.folder}/run-abc.wandb.synced`)).toBeUndefined();
    expect(server.exitCode).toBe(0);
  });

  test("a file is named, and the others arrive", async () => {
    let refused = "";
    const server = createFakeServer({
      fault(request) {
        if (refused === "" && request.startsWith("PUT /media")) refused = request;
        return request === refused ? { status: 403 } : undefined;
      },
    });
    const { world, run } = await offlineRun(server.fetch);
    for (let index = 0; index < 60; index++)
      run.log({ picture: new Image(Uint8Array.of(index), { shape: [1, 1] }) });
    await run.finish();
    const result = await sync(world, run.folder);
    expect(result).toMatchObject({ status: "partial", rows: 60 });
    expect(result.problems).toHaveLength(1);
    expect([...server.files.keys()].filter((path) => path.startsWith("media/"))).toHaveLength(59);
    refused = "none";
    await expect(sync(world, run.folder)).resolves.toMatchObject({ status: "delivered" });
    expect([...server.files.keys()].filter((path) => path.startsWith("media/"))).toHaveLength(60);
  });
});

describe("hostile answers", () => {
  const answers: readonly [string, string][] = [
    ["no JSON", "<html>"],
    ["an empty object", "{}"],
    ["a null", "null"],
    ["data that is a list", '{"data":[]}'],
    [
      "a bucket that is null",
      '{"data":{"upsertBucket":{"bucket":null},"createRunFiles":null,"serverInfo":null}}',
    ],
    [
      "members of the wrong kind",
      '{"data":{"upsertBucket":{"bucket":{"name":7,"project":"x","historyLineCount":"many"}},"createRunFiles":{"files":[7,{"name":"../x","uploadUrl":5}],"uploadHeaders":{}},"serverInfo":{"features":[null,{"name":1}]},"model":[1]}}',
    ],
    ["errors that are no list", '{"errors":"no","data":{}}'],
    ["errors without a message", '{"errors":[{}]}'],
  ];

  test.each(answers)("of a server that gives %s end in a result or a sentence", async (_, text) => {
    const reply: FetchReply = {
      status: 200,
      headers: { get: () => "NaN" },
      text: () => Promise.resolve(text),
    };
    const { world, run } = await offlineRun(() => Promise.resolve(reply));
    run.log({ a: 1, picture: new Image(Uint8Array.of(7), { shape: [1, 1] }) });
    await run.finish();
    const outcome = await sync(world, run.folder).catch((error: Error) => error);
    if (outcome instanceof Error) expect(outcome.message).toMatch(/^\[core\] Failed to .+\.$/s);
    else expect(outcome).toMatchObject({ rows: 1 });
  });

  test("names of a run that lead elsewhere stay one part of the address", async () => {
    const addresses: string[] = [];
    const server = createFakeServer();
    const { world, run } = await offlineRun(async (url, request) => {
      addresses.push(url);
      const reply = await server.fetch(url, request);
      const text = (await reply.text()).replace('"name":"abc"', '"name":"../../admin?x=#"');
      return { ...reply, text: () => Promise.resolve(text) };
    });
    run.log({ a: 1 });
    await run.finish();
    await sync(world, run.folder);
    const streams = addresses.filter((address) => address.endsWith("file_stream"));
    expect(new Set(streams)).toEqual(
      new Set(["http://server/files/local/p/..%2F..%2Fadmin%3Fx%3D%23/file_stream"]),
    );
  });
});

test("a large file is sent slice by slice, and small ones eight at a time", async () => {
  const server = createFakeServer();
  let open = 0;
  let mostOpen = 0;
  let largest = 0;
  const { world, run } = await offlineRun(async (url, request) => {
    const { body = "" } = request;
    if (request.method !== "PUT") return server.fetch(url, request);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    if (typeof body === "object" && "chunks" in body) {
      for await (const chunk of body.chunks()) largest = Math.max(largest, chunk.length);
    } else largest = Math.max(largest, body.length);
    const reply = await server.fetch(url, request);
    open -= 1;
    return reply;
  });
  const text = "0123456789".repeat(700_000);
  for (let index = 0; index < 30; index++) run.log({ p: new Image(Uint8Array.of(index), { shape: [1, 1] }) });
  await world.fileSystem.writeFile("/home/ada/model.bin", new TextEncoder().encode(text));
  run.save("/home/ada/model.bin", { policy: "end" });
  await run.finish();
  await expect(sync(world, run.folder)).resolves.toMatchObject({ status: "delivered" });
  const [name = ""] = [...server.files.keys()].filter((path) => path.endsWith("model.bin"));
  expect(server.files.get(name)).toBe(text);
  expect(largest).toBeLessThanOrEqual(1024 * 1024);
  expect(mostOpen).toBeLessThanOrEqual(8);
  expect(mostOpen).toBeGreaterThan(1);
});

test("a writer beside the primary one sends its rows apart, and neither config, summary nor the end", async () => {
  const server = createFakeServer({ features: [], knowsSources: false, earlier: [{ old: 1 }] });
  const sent: { headers: Readonly<Record<string, string>>; body: string }[] = [];
  const world = createMemoryWorld({
    fetch(url, request) {
      sent.push({ headers: request.headers, body: typeof request.body === "string" ? request.body : "" });
      return server.fetch(url, request);
    },
  });
  const run = await createApi(() => world).init({
    id: "abc",
    silent: true,
    mode: "shared",
    primary: false,
    label: "rank1",
    config: { lr: 1 },
  });
  run.log({ a: 1 });
  run.writeLogs("hello");
  await run.finish();
  await sync(world, run.folder);
  expect(server.history[0]).toMatchObject({ a: 1 });
  expect(server.history[0]).not.toHaveProperty("_step");
  expect(server.console[0]).toMatch(/ \[rank1\] hello$/);
  expect(server).toMatchObject({ exitCode: undefined, summary: undefined, config: {} });
  expect([...server.files.keys()]).toEqual([]);
  expect(sent.length).toBeGreaterThan(2);
  const ids = new Set(sent.map(({ headers }) => headers["x-wandb-async-client-id"]));
  expect(ids.size).toBe(1);
  expect(sent.every(({ headers }) => headers["x-wandb-use-async-filestream"] === "true")).toBe(true);
});
