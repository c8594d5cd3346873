import { setImmediate as turn } from "node:timers/promises";
import { init } from "@stepwell/core";
import { scalarRows } from "./scalar-rows.ts";

const KEYS = 10;
const SAMPLE = 1000;
/** Rows that are logged before the memory is looked at first: what the engine and the code take of themselves. */
const WARM_ROWS = 50_000;
/** A training loop leaves the thread now and then. */
const ROWS_PER_TURN = 1000;

// Usage: node memory-child.js folder rows address. Prints the growth of the process in bytes, at its largest.
const [folder = "", rowCount = "", baseUrl = ""] = process.argv.slice(2);
const rows = scalarRows(SAMPLE, KEYS);
const run = await init({
  project: "bench",
  dir: folder,
  baseUrl,
  mode: "online",
  silent: true,
  stats: false,
});
let largest = 0;

async function log(count: number): Promise<void> {
  for (let logged = 0; logged < count; logged += 1) {
    run.log(rows[logged % SAMPLE] as Record<string, number>);
    if (logged % ROWS_PER_TURN === 0) {
      largest = Math.max(largest, process.memoryUsage.rss());
      await turn();
    }
  }
}

await log(WARM_ROWS);
const before = process.memoryUsage.rss();
largest = before;
const started = performance.now();
await log(Number(rowCount));
const seconds = (performance.now() - started) / 1000;
const { rowsWritten } = run.stats();
const size = run.stats().bytes;
await run.finish({ timeout: 0 });
process.stdout.write(`${JSON.stringify({ growth: largest - before, before, rowsWritten, size, seconds })}\n`);
