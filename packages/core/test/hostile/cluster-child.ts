import cluster from "node:cluster";
import { init } from "../../src/node/index.ts";

/** A cluster whose primary and workers log into one run, which is under way when the workers are forked. */
const [, , dir = ""] = process.argv;
const WORKERS = 2;
const ROWS = 200;

const options = { id: "abc", project: "hostile", dir, mode: "offline", silent: true, stats: false } as const;
const run = await init(options);
const who = cluster.worker?.id ?? 0;
const ended = cluster.isPrimary ? Array.from({ length: WORKERS }, startWorker) : [];
for (let i = 0; i < ROWS; i++) {
  run.log({ who, i });
  if (i % 10 === 0) await new Promise(setImmediate);
}
await Promise.all(ended);
await run.finish();
// The channel to the primary keeps a worker alive.
if (cluster.isWorker) process.exit(0);

function startWorker(): Promise<number> {
  const worker = cluster.fork();
  return new Promise((resolve) => worker.once("exit", resolve));
}
