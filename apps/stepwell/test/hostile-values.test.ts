import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init, syncRunFolder } from "@stepwell/core";
import type { Fetch, Run } from "@stepwell/core";
import { createMemoryWorld } from "@stepwell/core/testing";
import type { MemoryWorld } from "@stepwell/core/testing";
import { systemClock, systemRandom } from "@stepwell/effects";
import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import { createMemoryBlobStore } from "@stepwell/storage";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import type { SqliteStorage } from "@stepwell/storage-sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";

const MIB = 2 ** 20;
const TIMEOUT = { timeout: 120_000 };

let folder = "";
let storage: SqliteStorage;
let app: App;
let world: MemoryWorld;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-hostile-values-"));
  storage = await openSqliteStorage({ file: join(folder, "data.sqlite") });
  app = createApp({
    runs: storage.runs,
    metrics: storage.metrics,
    blobs: createMemoryBlobStore(),
    clock: systemClock,
    random: systemRandom,
    version: "0.0.0-test",
  });
  const fetch: Fetch = async (url, { method, headers, body }) => {
    const sent = body === undefined || typeof body === "string" ? body : await bytesOf(body);
    return app.fetch(new Request(url, { method, headers, ...(sent === undefined ? {} : { body: sent }) }));
  };
  world = createMemoryWorld({ fetch });
});

afterEach(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

async function bytesOf(
  body: Uint8Array | { chunks(): AsyncIterable<Uint8Array> },
): Promise<Uint8Array<ArrayBuffer>> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  const parts: Uint8Array[] = [];
  for await (const part of body.chunks()) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

function start(): Promise<Run> {
  return init({ id: "abc", project: "p", world, silent: true, stats: false, reinit: "create_new" });
}

/** Finishes the run, delivers it, and reads its rows at the server. `notes` are what the delivery has to say. */
async function deliver(
  run: Run,
  notes: readonly unknown[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  await run.finish();
  let isOver = false;
  const delivered = syncRunFolder({
    folder: run.folder,
    world,
    baseUrl: "http://localhost:1",
    apiKey: "k".repeat(40),
  });
  const watched = delivered.finally(() => (isOver = true));
  while (!isOver) await world.clock.advanceAsync(1000);
  expect(await watched).toMatchObject({ status: "delivered", problems: [], damage: [], notes });
  const reply = await app.fetch(new Request("http://localhost/api/runs/p/abc/rows"));
  const lines = (await reply.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => (JSON.parse(line) as { row: Readonly<Record<string, unknown>> }).row);
}

test("a text of 5 MB and a list of 100,000 numbers arrive as they are", TIMEOUT, async () => {
  const run = await start();
  const text = "0123456789abcde\n".repeat((5 * MIB) / 16);
  const list = Array.from({ length: 100_000 }, (_, index) => index + 0.5);
  run.log({ text });
  run.log({ list });
  run.log({ after: 1 });
  const rows = await deliver(run);
  expect(rows).toHaveLength(3);
  const [first = {}, second = {}, third = {}] = rows;
  expect(first["text"] === text).toBe(true);
  expect((second["list"] as number[]).every((value, index) => value === list[index])).toBe(true);
  expect(third).toMatchObject({ after: 1, _step: 2 });
});

test("a row of 12 MB arrives without its values, and the delivery says so", TIMEOUT, async () => {
  const run = await start();
  run.log({ text: "x".repeat(12 * MIB), loss: 1 });
  run.log({ after: 1 });
  const notes = ["summary", "row"].map(
    (what) => expect.stringMatching(`${what} is longer than a server takes`) as string,
  );
  const rows = await deliver(run, notes);
  expect(rows).toMatchObject([{ _step: 0 }, { after: 1, _step: 1 }]);
});

test("5,000 keys in a row, and as many in rows of their own", TIMEOUT, async () => {
  const run = await start();
  run.log(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`wide ${index}`, index])));
  for (let index = 0; index < 5000; index += 1) run.log({ [`own ${index}`]: index });
  const rows = await deliver(run);
  expect(rows).toHaveLength(5001);
  expect(Object.keys(rows[0] ?? {}).filter((key) => key.startsWith("wide "))).toHaveLength(5000);
  expect(rows.filter((row, index) => index > 0 && row[`own ${index - 1}`] !== index - 1)).toEqual([]);
});

test("keys of 5,000 characters and values that are nested 480 levels deep", TIMEOUT, async () => {
  const run = await start();
  const key = "🪣k".repeat(2500);
  const deep = Array.from({ length: 480 }).reduce<object>((inner) => ({ in: inner }), { end: 1 });
  run.log({ [key]: 1, [`${key} 2`]: { [key]: 2 } });
  run.log({ deep });
  const rows = await deliver(run);
  expect(rows[0]).toMatchObject({ [key]: 1, [`${key} 2`]: { [key]: 2 } });
  expect(JSON.stringify(rows[1]?.["deep"])).toBe(JSON.stringify(deep));
});
