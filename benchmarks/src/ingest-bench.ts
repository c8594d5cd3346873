import { closeSync, fdatasyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { figure, type Figure } from "./figure.ts";
import { quantile } from "./quantile.ts";
import { scalarRows } from "./scalar-rows.ts";
import { createSender, type Sender } from "./sender.ts";
import { startServer } from "./start-server.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const CLIENTS = 8;
const RUNS = 16;
const ROWS = 100;
const KEYS = 20;
const BATCHES = 120;
/** Requests of each client before what is counted: the server's code is compiled while it runs, for a second or two. */
const WARM_UP_BATCHES = 60;
const POINTS = RUNS * BATCHES * ROWS * KEYS;

/** Points through HTTP into SQLite, durable when the server answers, beside parsing and appending the same bytes. */
export function ingestBench(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const bodies = Array.from({ length: BATCHES }, (_, batch) => historyBody(batch));
    const floor = appendBodies(bodies, join(folder, "floor.bin"));
    const watched = join(folder, "runs");
    mkdirSync(watched);
    const server = await startServer(watched);
    const sender = createSender(server.url, CLIENTS);
    try {
      // A run of each client goes first and is not counted: it opens the store and warms the code up.
      const first = bodies.slice(0, WARM_UP_BATCHES);
      await Promise.all(
        Array.from({ length: CLIENTS }, (_, client) => sendRun(sender, first, `warm-up-${client}`)),
      );
      const times: number[] = [];
      const started = performance.now();
      await Promise.all(
        Array.from({ length: CLIENTS }, (_, client) => sendRuns(sender, bodies, client, times)),
      );
      const seconds = (performance.now() - started) / 1000;
      await checkStored(server.url);
      const base = { bench: "ingest" } as const;
      return [
        figure({
          ...base,
          name: "points per second",
          value: POINTS / seconds,
          unit: "1/s",
          better: "higher",
          floor,
          bar: 500_000,
          barRatio: 0.3,
        }),
        figure({ ...base, name: "reply, p50", value: quantile(times, 0.5), unit: "ms", better: "lower" }),
        figure({ ...base, name: "reply, p99", value: quantile(times, 0.99), unit: "ms", better: "lower" }),
      ];
    } finally {
      sender.close();
      await server.stop();
    }
  });
}

/** One `file_stream` request of 100 rows of 20 numbers, as a client sends it. */
function historyBody(batch: number): Buffer {
  const offset = batch * ROWS;
  const content = scalarRows(ROWS, KEYS).map((row, i) =>
    JSON.stringify({
      ...row,
      _step: offset + i,
      _timestamp: 1_700_000_000 + offset + i,
      _runtime: offset + i,
    }),
  );
  return Buffer.from(JSON.stringify({ files: { "wandb-history.jsonl": { offset, content } } }));
}

/** Points per second of the floor: parse the body and its lines, append the body, fdatasync; for every run in turn. */
function appendBodies(bytes: readonly Buffer[], path: string): number {
  const bodies = bytes.map(String);
  const file = openSync(path, "a");
  const started = performance.now();
  for (let run = 0; run < RUNS; run += 1) {
    for (const body of bodies) {
      const parsed = JSON.parse(body) as { files: Record<string, { content: string[] }> };
      for (const { content } of Object.values(parsed.files)) for (const line of content) JSON.parse(line);
      writeSync(file, body);
      fdatasyncSync(file);
    }
  }
  const seconds = (performance.now() - started) / 1000;
  closeSync(file);
  return POINTS / seconds;
}

/** One client: its share of the runs, all of them live at once, each run's requests one after the other. */
async function sendRuns(
  sender: Sender,
  bodies: readonly Buffer[],
  client: number,
  times: number[],
): Promise<void> {
  const own = Array.from({ length: RUNS / CLIENTS }, (_, i) => `run-${client}-${i}`);
  for (const run of own) await sender.createRun(run);
  for (const body of bodies) {
    for (const run of own) times.push(await sender.stream(run, body));
  }
}

async function sendRun(sender: Sender, bodies: readonly Buffer[], run: string): Promise<void> {
  await sender.createRun(run);
  for (const body of bodies) await sender.stream(run, body);
}

/** Every row that was answered must be there. */
async function checkStored(url: string): Promise<void> {
  const reply = await fetch(`${url}/api/runs?project=bench&limit=${RUNS + CLIENTS + 1}`);
  const { runs } = (await reply.json()) as { runs: { id: string; rows: number }[] };
  const wrong = runs.filter(
    ({ id, rows }) => rows !== (id.startsWith("warm-up") ? WARM_UP_BATCHES : BATCHES) * ROWS,
  );
  if (runs.length !== RUNS + CLIENTS || wrong.length > 0) {
    throw new Error(
      `[bench] Failed to ingest: the server has ${runs.length} runs, wrong are ${JSON.stringify(wrong)}.`,
    );
  }
}
