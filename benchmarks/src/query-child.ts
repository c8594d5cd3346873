import { openSqliteStorage } from "@stepwell/storage-sqlite";
import { median } from "./quantile.ts";
import { type QueryTimes, WORKLOADS } from "./query-workload.ts";

// Started by the query bench for each measurement, so that nothing is warm: <file> <workload> <run numbers>.
const [file = "", id, numbers = "[]"] = process.argv.slice(2);
const workload = WORKLOADS.find((one) => one.id === id);
if (workload === undefined) throw new Error(`[bench] Failed to find the workload "${id}".`);
const runs = JSON.parse(numbers) as readonly number[];
const storage = await openSqliteStorage({ file });
const times: number[] = [];
for (let round = 0; round < 8; round += 1) {
  const started = performance.now();
  const frames = await storage.metrics.series(
    runs.map(
      (run, query) =>
        ({ query, run, stream: "history", key: "loss", x: "_step", buckets: workload.buckets }) as const,
    ),
  );
  times.push(performance.now() - started);
  for (const frame of frames) {
    if (frame.stored !== workload.steps || frame.x.length < Math.min(workload.buckets, workload.steps)) {
      throw new Error(
        `[bench] Failed to chart "${id}": ${frame.x.length} entries over ${frame.stored} points.`,
      );
    }
  }
}
await storage.close();
const [cold = Number.NaN, ...warm] = times;
console.log(JSON.stringify({ cold, warm: median(warm) } satisfies QueryTimes));
