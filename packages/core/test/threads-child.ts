import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { attach, init } from "../src/node/index.ts";
import type { RunHandle } from "../src/node/index.ts";

interface ThreadData {
  readonly run: RunHandle;
  readonly manner: string;
  readonly thread: number;
  readonly rows: number;
  readonly done: SharedArrayBuffer;
}

/**
 * Threads that log rows `{ thread, i }` to the run of the main thread. `free`: the main thread does nothing else.
 * `blocked`: it waits for the threads without taking their rows. `leaving`: it finishes while they log.
 */
const [, , folder = "", manner = "", threads = "4", rows = "10000"] = process.argv;

async function own(): Promise<void> {
  const run = await init({ project: "threads", id: "threads", dir: folder, silent: true, stats: false });
  const done = new SharedArrayBuffer(4);
  const began = performance.now();
  const workers = Array.from({ length: Number(threads) }, (_, thread) => {
    const handle = run.share();
    const data: ThreadData = { run: handle, manner, thread, rows: Number(rows), done };
    return new Worker(fileURLToPath(import.meta.url), { workerData: data, transferList: [handle] });
  });
  const told: unknown[] = [];
  for (const worker of workers) worker.on("message", (message) => told.push(message));
  const ends = workers.map((worker) => once(worker, "exit"));
  if (manner === "blocked") {
    const counter = new Int32Array(done);
    while (Atomics.load(counter, 0) < workers.length) Atomics.wait(counter, 0, Atomics.load(counter, 0), 100);
  }
  if (manner === "leaving") {
    await once(workers[0] as Worker, "message");
    await run.finish();
  }
  await Promise.all(ends);
  const ms = performance.now() - began;
  await run.finish();
  process.stdout.write(`${JSON.stringify({ ms, told, stats: run.stats(), folder: run.folder })}\n`);
}

async function help(): Promise<void> {
  const { run: handle, manner: how, thread, rows: count, done } = workerData as ThreadData;
  const run = await attach(handle);
  const began = performance.now();
  let longest = 0;
  const isLeaving = how === "leaving";
  // Where the owner leaves, rows go on until one is refused.
  for (let i = 0; isLeaving ? run.stats().dropped.thread === undefined : i < count; i++) {
    const before = performance.now();
    run.log({ thread, i, a: i / 3, b: 1, c: 2, d: 3, e: 4, f: 5, g: "text", h: true });
    longest = Math.max(longest, performance.now() - before);
    if (isLeaving && i === count) parentPort?.postMessage("enough");
    if (isLeaving && i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const loggedMs = performance.now() - began;
  const counter = new Int32Array(done);
  Atomics.add(counter, 0, 1);
  Atomics.notify(counter, 0);
  // A thread that just ends has posted what it logged.
  if (how === "ending") return;
  await run.flush();
  parentPort?.postMessage({ thread, loggedMs, longest, stats: run.stats() });
}

await (isMainThread ? own() : help());
