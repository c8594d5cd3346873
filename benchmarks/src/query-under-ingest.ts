import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import { figure, type Figure } from "./figure.ts";
import { quantile } from "./quantile.ts";
import { scalarRows } from "./scalar-rows.ts";
import { createSender, type Sender } from "./sender.ts";
import { startServer } from "./start-server.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const RUNS = 50;
const STEPS = 20_000;
const BUCKETS = 1000;
const ROWS = 100;
const KEYS = 20;
const LIVE_RUNS = 10;
const SECONDS = 13;
/** Of these, what is not counted: the server's code is compiled while it runs, and what the last one left open is sealed. */
const WARM_UP_SECONDS = 3;
const BATCH_EVERY_MS = 20;
const CHART_EVERY_MS = 250;

/** How long charts and acknowledgements take from when they were due, while batches arrive over HTTP. */
export function queryUnderIngest(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    await fill(join(folder, "wandb/.stepwell"));
    const server = await startServer(folder);
    const sender = createSender(server.url, 16);
    try {
      for (let run = 0; run < LIVE_RUNS; run += 1) await sender.createRun(`live-${run}`);
      await chart(server.url);
      const bodies = Array.from({ length: (SECONDS * 1000) / BATCH_EVERY_MS }, (_, batch) =>
        batchBody(batch),
      );
      const [acks, charts] = await Promise.all([
        every(BATCH_EVERY_MS, (batch) => sendBatch(sender, batch, bodies[batch] as Buffer)),
        every(CHART_EVERY_MS, () => chart(server.url)),
      ]);
      const base = { bench: "query", unit: "ms", better: "lower" } as const;
      return [
        figure({ ...base, name: "chart under ingest, p50", value: quantile(charts, 0.5) }),
        figure({ ...base, name: "chart under ingest, p95", value: quantile(charts, 0.95), bar: 60 }),
        figure({ ...base, name: "reply to rows under charts, p50", value: quantile(acks, 0.5) }),
        figure({ ...base, name: "reply to rows under charts, p99", value: quantile(acks, 0.99), bar: 25 }),
      ];
    } finally {
      sender.close();
      await server.stop();
    }
  });
}

async function fill(data: string): Promise<void> {
  mkdirSync(data, { recursive: true });
  const storage = await openSqliteStorage({ file: join(data, "stepwell.sqlite") });
  const noise = scalarRows(STEPS, 1).map((row) => Object.values(row)[0] ?? 0);
  for (let index = 0; index < RUNS; index += 1) {
    const { number } = await storage.runs.openRun("bench", `stored-${index}`, 0);
    const rows = noise.map((value, step) => ({ _step: step, loss: value + index }));
    await storage.metrics.append([{ run: number, stream: "history", source: "bench", offset: 0, rows }]);
    await storage.runs.update(number, { status: "finished" });
  }
  await storage.close();
}

/** Begins `task` at fixed times, whether the one before has ended or not; gives the milliseconds from those that count. */
async function every(periodMs: number, task: (index: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  const started = performance.now();
  const tasks = Array.from({ length: (SECONDS * 1000) / periodMs }, async (_, index) => {
    const due = started + index * periodMs;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    await task(index);
    if (index * periodMs >= WARM_UP_SECONDS * 1000) times.push(performance.now() - due);
  });
  await Promise.all(tasks);
  return times;
}

const CONTENT = scalarRows(ROWS, KEYS);

// The runs take turns, so that one has hardly ever two requests under way.
async function sendBatch(sender: Sender, batch: number, body: Buffer): Promise<void> {
  await sender.stream(`live-${batch % LIVE_RUNS}`, body);
}

/** Made before anything is measured, on the same two cores. */
function batchBody(batch: number): Buffer {
  const offset = Math.floor(batch / LIVE_RUNS) * ROWS;
  const content = CONTENT.map((row, i) =>
    JSON.stringify({ ...row, _step: offset + i, _timestamp: 1.7e9 + offset + i, _runtime: offset + i }),
  );
  return Buffer.from(JSON.stringify({ files: { "wandb-history.jsonl": { offset, content } } }));
}

async function chart(url: string): Promise<void> {
  const series = Array.from({ length: RUNS }, (_, index) => ({
    project: "bench",
    run: `stored-${index}`,
    stream: "history",
    key: "loss",
    x: "_step",
    buckets: BUCKETS,
  }));
  const reply = await fetch(`${url}/api/series`, { method: "POST", body: JSON.stringify({ series }) });
  const { byteLength } = await reply.arrayBuffer();
  if (reply.ok && byteLength > RUNS * BUCKETS * 8) return;
  throw new Error(`[bench] Failed to chart: the server answered ${reply.status} with ${byteLength} bytes.`);
}
