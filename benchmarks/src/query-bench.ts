import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import { figure, type Figure } from "./figure.ts";
import { type QueryTimes, WORKLOADS, type Workload } from "./query-workload.ts";
import { queryUnderIngest } from "./query-under-ingest.ts";
import { scalarRows } from "./scalar-rows.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";
import { median } from "./quantile.ts";

const BATCH = 10_000;
const COLD_STARTS = 5;

/** What a chart costs: straight at the store, then at a server that is storing rows. */
export async function queryBench(): Promise<readonly Figure[]> {
  return [...(await queryStore()), ...(await queryUnderIngest())];
}

/** Warm, and in a new process with the files dropped from the cache. */
function queryStore(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, "stepwell.db");
    const runs = await fill(file);
    const figures: Figure[] = [];
    for (const workload of WORKLOADS) {
      const floor = median(Array.from({ length: 7 }, () => bucketArrays(workload)));
      const starts = Array.from({ length: COLD_STARTS }, () => startCold(file, workload, runs));
      const base = { bench: "query", unit: "ms", better: "lower", floor } as const;
      const times = (pick: (one: QueryTimes) => number) => median(starts.map(pick));
      figures.push(
        figure({
          ...base,
          name: `${workload.name}, warm`,
          value: times((one) => one.warm),
          bar: workload.bars.warm,
        }),
        figure({
          ...base,
          name: `${workload.name}, cold`,
          value: times((one) => one.cold),
          bar: workload.bars.cold,
        }),
      );
    }
    return figures;
  });
}

/** Stores the points of every workload; returns the runs' numbers by workload. */
async function fill(file: string): Promise<Readonly<Record<string, readonly number[]>>> {
  const storage = await openSqliteStorage({ file });
  const numbers: Record<string, number[]> = {};
  const noise = scalarRows(BATCH, 1).map((row) => Object.values(row)[0] ?? 0);
  for (const workload of WORKLOADS) {
    const own: number[] = [];
    for (let index = 0; index < workload.runs; index += 1) {
      const { number } = await storage.runs.openRun("bench", `${workload.id}-${index}`, 0);
      own.push(number);
      for (let offset = 0; offset < workload.steps; offset += BATCH) {
        const rows = noise.map((value, i) => ({
          _step: offset + i,
          _timestamp: 1_700_000_000 + (offset + i) * 0.05,
          _runtime: (offset + i) * 0.05,
          loss: value + index,
        }));
        await storage.metrics.append([{ run: number, stream: "history", source: "bench", offset, rows }]);
      }
    }
    numbers[workload.id] = own;
  }
  await storage.close();
  return numbers;
}

function startCold(
  file: string,
  workload: Workload,
  runs: Readonly<Record<string, readonly number[]>>,
): QueryTimes {
  for (const path of [file, `${file}-wal`]) {
    if (existsSync(path)) execFileSync("dd", [`if=${path}`, "iflag=nocache", "count=0", "status=none"]);
  }
  const child = join(import.meta.dirname, "query-child.js");
  const printed = execFileSync(
    process.execPath,
    [child, file, workload.id, JSON.stringify(runs[workload.id])],
    { encoding: "utf8" },
  );
  return JSON.parse(printed) as QueryTimes;
}

/** Milliseconds of the floor: the same buckets from arrays in memory, one pass. */
function bucketArrays({ runs, steps, buckets }: Workload): number {
  const values = Float64Array.from({ length: steps }, (_, i) => Math.sin(i));
  const started = performance.now();
  let check = 0;
  for (let run = 0; run < runs; run += 1) {
    const min = new Float64Array(buckets).fill(Infinity);
    const max = new Float64Array(buckets).fill(-Infinity);
    const sum = new Float64Array(buckets);
    for (let i = 0; i < steps; i += 1) {
      const bucket = Math.floor((i * buckets) / steps);
      const value = values[i] ?? 0;
      if (value < (min[bucket] ?? 0)) min[bucket] = value;
      if (value > (max[bucket] ?? 0)) max[bucket] = value;
      sum[bucket] = (sum[bucket] ?? 0) + value;
    }
    check += (min[0] ?? 0) + (max[0] ?? 0) + (sum[0] ?? 0);
  }
  const took = performance.now() - started;
  if (Number.isNaN(check)) throw new Error("[bench] Failed to bucket the floor: a bucket is empty.");
  return took;
}
