import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { scalarRows } from "./scalar-rows.ts";

const KEYS = 10;
const SAMPLE = 1000;
const WARM_ROWS = 50_000;
const ROWS_PER_TURN = 1000;

// Usage: node memory-floor-child.js folder rows. What a process grows by that writes the same rows as JSON, without us. Bytes.
const [folder = "", rowCount = ""] = process.argv.slice(2);
const rows = scalarRows(SAMPLE, KEYS);
const file = openSync(join(folder, "rows.jsonl"), "a");
let largest = 0;

async function write(count: number): Promise<void> {
  for (let written = 0; written < count; written += 1) {
    writeSync(file, `${JSON.stringify(rows[written % SAMPLE])}\n`);
    if (written % ROWS_PER_TURN !== 0) continue;
    largest = Math.max(largest, process.memoryUsage.rss());
    await turn();
  }
}

await write(WARM_ROWS);
const before = process.memoryUsage.rss();
largest = before;
await write(Number(rowCount));
closeSync(file);
process.stdout.write(JSON.stringify({ growth: largest - before }));
