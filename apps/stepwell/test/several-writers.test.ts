import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createNodeWorld, syncRunFolder } from "@stepwell/core";
import type { World } from "@stepwell/core";
import { systemClock, systemRandom } from "@stepwell/effects";
import { nodeFileSystem, nodeProcesses } from "@stepwell/effects/node";
import { createSeededRandom } from "@stepwell/effects/testing";
import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import { createMemoryBlobStore } from "@stepwell/storage";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";

const WRITERS = 4;
const ROWS = 10_000;

const seed = Number(process.env["STEPWELL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const closers: (() => Promise<void>)[] = [];
let folder = "";
/** Acknowledged rows by writer; the one that was killed. */
let heard: readonly number[] = [];
let victim = -1;
/** A server that watched the folder while the writers wrote. */
let watching: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-writers-"));
  const program = join(folder, "child.mjs");
  await bundle(new URL("./writer-child.ts", import.meta.url), program);
  const random = createSeededRandom(seed);
  victim = Math.floor(random.float() * WRITERS);
  const killAt = 1 + Math.floor(random.float() * (ROWS - 1));
  watching = await openServer({ watch: true });
  let isOver = false;
  const watched = (async () => {
    while (!isOver) {
      await watching.tick();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const ends = Array.from({ length: WRITERS }, (_, writer) =>
    write(program, writer, writer === victim ? killAt : undefined),
  );
  heard = await Promise.all(ends);
  isOver = true;
  await watched;
}, 120_000);

afterAll(async () => {
  for (const close of closers) await close();
  await rm(folder, { recursive: true, force: true });
});

async function bundle(program: URL, file: string): Promise<void> {
  const made = await rolldown({
    input: fileURLToPath(program),
    platform: "node",
    resolve: { conditionNames: ["@stepwell/source", "import", "node"] },
  });
  await made.write({ file, format: "esm", codeSplitting: false });
  await made.close();
}

/** Runs a writer, kills it once it has said `killAt` rows, and returns how many it said. */
async function write(program: string, writer: number, killAt: number | undefined): Promise<number> {
  const child = spawn(process.execPath, [program, folder, String(writer), String(ROWS)], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let rows = 0;
  (child.stdio[3] as Readable).on("data", (bytes: Uint8Array) => {
    rows += bytes.length;
    if (killAt !== undefined && rows >= killAt) child.kill("SIGKILL");
  });
  // After `close` nothing is left in the pipe.
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (signal !== "SIGKILL" && code !== 0) throw new Error(`Writer ${writer} ended with code ${code}.`);
  return rows;
}

async function openServer({ watch }: { watch: boolean }): Promise<App> {
  const data = await mkdtemp(join(tmpdir(), "stepwell-writers-data-"));
  const storage = await openSqliteStorage({ file: join(data, "data.sqlite"), clock: systemClock });
  const app = createApp({
    runs: storage.runs,
    metrics: storage.metrics,
    blobs: createMemoryBlobStore(),
    clock: systemClock,
    random: systemRandom,
    fileSystem: nodeFileSystem,
    processes: nodeProcesses,
    version: "0.0.0-test",
    ...(watch ? { watch: { folder } } : {}),
  });
  closers.push(async () => {
    await app.close();
    await storage.close();
    await rm(data, { recursive: true, force: true });
  });
  return app;
}

/** Ticks for longer than the watch may rest between two searches for new folders. */
async function watchOn(app: App): Promise<void> {
  const until = performance.now() + 1500;
  while (performance.now() < until) {
    await app.tick();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function runFolders(): Promise<string[]> {
  const names = await readdir(join(folder, "wandb"));
  return names.filter((name) => name.includes("run-2")).map((name) => join(folder, "wandb", name));
}

async function syncAll(app: App): Promise<void> {
  // Rows travel as text; these runs have no files that would be streamed.
  const fetch: World["fetch"] = (url, { method, headers, body }) => {
    const request = { method, headers, body: body as string };
    return app.fetch(new Request(url, request));
  };
  const world = { ...createNodeWorld(), fetch };
  const folders = await runFolders();
  await Promise.all(
    folders.map((path) =>
      syncRunFolder({
        folder: path,
        world,
        baseUrl: "http://localhost:1",
        apiKey: "k".repeat(40),
        again: true,
      }),
    ),
  );
}

interface StoredRow {
  readonly _step: number;
  readonly writer: number;
  readonly i: number;
}

/** Each writer's rows as the server has them: all that were acknowledged, each once, in order, with rising steps. */
async function expectWhole(app: App): Promise<void> {
  const reply = await app.fetch(
    new Request(`http://localhost/api/runs/writers/together/rows?limit=${2 * WRITERS * ROWS}`),
  );
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(text);
  const lines = text.split("\n").filter((line) => line !== "");
  const rows = lines.map((line) => (JSON.parse(line) as { row: StoredRow }).row);
  for (let writer = 0; writer < WRITERS; writer++) {
    const own = rows.filter((row) => row.writer === writer);
    const wrong = own.findIndex((row, index) => row.i !== index);
    expect(wrong, `writer ${writer}, seed ${seed}`).toBe(-1);
    expect(own.length, `writer ${writer}, seed ${seed}`).toBeGreaterThanOrEqual(heard[writer] as number);
    if (writer !== victim) expect(own).toHaveLength(ROWS);
    const falling = own.findIndex((row, index) => index > 0 && row._step <= (own[index - 1]?._step ?? -1));
    expect(falling, `writer ${writer}, seed ${seed}`).toBe(-1);
  }
}

test(`of ${WRITERS} processes that start at once, one is primary (seed ${seed})`, async () => {
  const folders = await runFolders();
  expect(folders).toHaveLength(WRITERS);
  const secondaries = folders.filter((path) => /together-\d+$/.test(path));
  expect(secondaries).toHaveLength(WRITERS - 1);
  const primary = folders.find((path) => !secondaries.includes(path)) ?? "";
  const bytes = await readFile(join(primary, "run-together.wandb"));
  expect(bytes.includes("secondary")).toBe(false);
  expect(heard.filter((rows) => rows === ROWS).length).toBeGreaterThanOrEqual(WRITERS - 1);
});

test(
  `a server that watched them has every acknowledged row once (seed ${seed})`,
  { timeout: 60_000 },
  async () => {
    await watchOn(watching);
    await expectWhole(watching);
  },
);

test(
  `delivery of all folders brings every acknowledged row once (seed ${seed})`,
  { timeout: 60_000 },
  async () => {
    const app = await openServer({ watch: false });
    await syncAll(app);
    await expectWhole(app);
    await syncAll(app);
    await expectWhole(app);
  },
);

test(
  `watching and delivery at the same time bring every row once (seed ${seed})`,
  { timeout: 60_000 },
  async () => {
    const app = await openServer({ watch: true });
    let isOver = false;
    const watched = (async () => {
      while (!isOver) await app.tick();
    })();
    await syncAll(app);
    isOver = true;
    await watched;
    await watchOn(app);
    await expectWhole(app);
  },
);
