import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { figure, type Figure } from "./figure.ts";
import { median } from "./quantile.ts";
import { scalarRows } from "./scalar-rows.ts";
import { startServer } from "./start-server.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const KEYS = 20;
const BATCH = 10_000;
const ROWS = 250_000;
/** `_step`, `_timestamp` and `_runtime` are exported too. */
const VALUES = ROWS * (KEYS + 3);
const TURNS = 3;
const MEGABYTE = 2 ** 20;
const FORMATS = ["parquet", "jsonl", "csv", "arrow"] as const;

type Rows = readonly Record<string, number>[];

/**
 * Values per second from SQLite through HTTP into nothing, whole runs at full rate. Floors: for texts, printing and writing the
 * same rows as JSON; for binary formats, the library alone over the same columns in memory.
 */
export function exportBench(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const rows = rowsOf(0);
    await fill(join(folder, "wandb/.stepwell/stepwell.sqlite"));
    const text = printRows(rows, join(folder, "floor.jsonl"));
    const floors = { jsonl: text, csv: text, parquet: writeParquet(rows), arrow: writeArrow(rows) };
    const figures: Figure[] = [];
    for (const format of FORMATS) {
      // A server of its own for each, so that its growth is that format's.
      const server = await startServer(folder);
      try {
        const url = `${server.url}/api/export/bench/full?format=${format}`;
        const before = memoryOf(server.pid, "VmRSS");
        const turns: Download[] = [];
        for (let turn = 0; turn < TURNS; turn++) turns.push(await download(url));
        const rate = median(turns.map(({ seconds }) => VALUES / seconds));
        const base = { bench: "export" } as const;
        figures.push(
          figure({
            ...base,
            name: `${format}, values per second`,
            value: rate,
            unit: "1/s",
            better: "higher",
            floor: floors[format],
            ...(format === "parquet" || format === "jsonl" ? { bar: 1_000_000 } : {}),
          }),
          figure({
            ...base,
            name: `${format}, until the first byte`,
            value: median(turns.map(({ firstMs }) => firstMs)),
            unit: "ms",
            better: "lower",
          }),
          figure({
            ...base,
            name: `${format}, file`,
            value: (turns[0]?.bytes ?? 0) / MEGABYTE,
            unit: "MiB",
            better: "lower",
          }),
          figure({
            ...base,
            name: `${format}, growth of the server`,
            value: memoryOf(server.pid, "VmHWM") - before,
            unit: "MiB",
            better: "lower",
          }),
        );
      } finally {
        await server.stop();
      }
    }
    return figures;
  });
}

async function fill(file: string): Promise<void> {
  const storage = await openSqliteStorage({ file });
  const { number } = await storage.runs.openRun("bench", "full", 0);
  for (let offset = 0; offset < ROWS; offset += BATCH) {
    const rows = rowsOf(offset);
    await storage.metrics.append([{ run: number, stream: "history", source: "bench", offset, rows }]);
  }
  await storage.close();
}

function rowsOf(offset: number): Rows {
  return scalarRows(BATCH, KEYS).map((row, index) => {
    const step = offset + index;
    return { ...row, _step: step, _timestamp: 1_700_000_000.25 + step * 0.05, _runtime: step * 0.05 };
  });
}

interface Download {
  readonly seconds: number;
  readonly firstMs: number;
  readonly bytes: number;
}

async function download(url: string): Promise<Download> {
  const started = performance.now();
  const reply = await fetch(url);
  if (!reply.ok || reply.body === null)
    throw new Error(`[bench] Failed to export: the server answered ${reply.status}.`);
  let bytes = 0;
  let firstMs = 0;
  for await (const piece of reply.body) {
    if (bytes === 0) firstMs = performance.now() - started;
    bytes += (piece as Uint8Array).length;
  }
  return { seconds: (performance.now() - started) / 1000, firstMs, bytes };
}

/** MiB of a process, as Linux tells them; NaN elsewhere. */
function memoryOf(pid: number, field: "VmRSS" | "VmHWM"): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(text)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Values per second of the best of some turns over the same rows. */
function rateOf(rows: Rows, work: () => void): number {
  let best = 0;
  for (let turn = 0; turn < 5; turn++) {
    const started = performance.now();
    work();
    best = Math.max(best, (rows.length * (KEYS + 3)) / ((performance.now() - started) / 1000));
  }
  return best;
}

function printRows(rows: Rows, path: string): number {
  const file = openSync(path, "w");
  const rate = rateOf(rows, () => {
    for (let at = 0; at < rows.length; at += 1000) {
      const lines = rows.slice(at, at + 1000).map((row) => `${JSON.stringify(row)}\n`);
      writeSync(file, lines.join(""));
    }
  });
  closeSync(file);
  return rate;
}

function columnsOf(rows: Rows): Record<string, Float64Array> {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, Float64Array.from(rows, (row) => row[name] ?? 0)]));
}

function writeParquet(rows: Rows): number {
  const columns = Object.entries(columnsOf(rows));
  return rateOf(rows, () => {
    const fields = columns.map(([name]) => ({ name, type: "DOUBLE", repetition_type: "OPTIONAL" }) as const);
    const writer = new ParquetWriter({
      writer: new ByteWriter(),
      schema: [{ name: "table", num_children: columns.length }, ...fields],
    });
    void writer.write({ columnData: columns.map(([name, data]) => ({ name, data })), rowGroupSize: BATCH });
    void writer.finish();
  });
}

function writeArrow(rows: Rows): number {
  const columns = columnsOf(rows);
  return rateOf(rows, () => void tableToIPC(tableFromArrays(columns), { format: "stream" }));
}
