import { request } from "node:http";
import { figure } from "./figure.ts";
import { quantile } from "./quantile.ts";
import { CHARTS } from "./query-under-ingest.ts";
import { scalarRows } from "./scalar-rows.ts";
import { createSender, type Sender } from "./sender.ts";
import { startServer } from "./start-server.ts";

const ROWS = 100;
const KEYS = 20;
const LIVE_RUNS = 10;
const SECONDS = 13;
/** Of these, what is not counted: the server's code is compiled while it runs, and what the last one left open is sealed. */
const WARM_UP_SECONDS = 3;
const BATCH_EVERY_MS = 20;
const CHART_EVERY_MS = 250;
const CONTENT = scalarRows(ROWS, KEYS);

// Started by the bench "query" over a filled folder: <folder>. Prints its figures as JSON.
const [folder = ""] = process.argv.slice(2);
const server = await startServer(folder);
const sender = createSender(server.url, 16);
try {
  for (let run = 0; run < LIVE_RUNS; run += 1) await sender.createRun(`live-${run}`);
  await chart(server.url);
  const bodies = Array.from({ length: (SECONDS * 1000) / BATCH_EVERY_MS }, (_, batch) => batchBody(batch));
  const [acks, charts] = await Promise.all([
    every(BATCH_EVERY_MS, (batch) => sendBatch(sender, batch, bodies[batch] as Buffer)),
    every(CHART_EVERY_MS, () => chart(server.url)),
  ]);
  const base = { bench: "query", unit: "ms", better: "lower" } as const;
  const figures = [
    figure({ ...base, name: "chart under ingest, p50", value: quantile(charts, 0.5) }),
    figure({ ...base, name: "chart under ingest, p95", value: quantile(charts, 0.95), bar: 60 }),
    figure({ ...base, name: "reply to rows under charts, p50", value: quantile(acks, 0.5) }),
    figure({ ...base, name: "reply to rows under charts, p99", value: quantile(acks, 0.99), bar: 25 }),
  ];
  console.log(JSON.stringify(figures));
} finally {
  sender.close();
  await server.stop();
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

/** Asks for all charts, and counts the bytes of the reply, which are kept by nobody. */
async function chart(url: string): Promise<void> {
  const series = Array.from({ length: CHARTS.runs }, (_, index) => ({
    project: "bench",
    run: `stored-${index}`,
    stream: "history",
    key: "loss",
    x: "_step",
    buckets: CHARTS.buckets,
  }));
  const { status, bytes } = await post(`${url}/api/series`, JSON.stringify({ series }));
  if (status === 200 && bytes > CHARTS.runs * CHARTS.buckets * 8) return;
  throw new Error(`[bench] Failed to chart: the server answered ${status} with ${bytes} bytes.`);
}

function post(url: string, body: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method: "POST", headers }, (reply) => {
      let bytes = 0;
      reply.on("data", (part: Buffer) => {
        bytes += part.length;
      });
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, bytes }));
      reply.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
