import { openSqliteStorage } from "@stepwell/storage-sqlite";
import type { FoundRuns, RunSearch } from "@stepwell/storage";
import { median } from "./quantile.ts";
import { QUESTIONS, RUNS, type RunsTimes } from "./runs-workload.ts";

// Started by the runs bench for each question, so that nothing is warm: <file> <question> <cursor>.
const [file = "", id, cursor] = process.argv.slice(2);
const question = QUESTIONS.find((one) => one.id === id);
if (question === undefined) throw new Error(`[bench] Failed to find the question "${id}".`);
const search: RunSearch = {
  ...question.search,
  ...(cursor === undefined ? {} : { after: JSON.parse(cursor) as NonNullable<RunSearch["after"]> }),
};
const storage = await openSqliteStorage({ file });
const times: number[] = [];
let found: FoundRuns | undefined;
for (let round = 0; round < 8; round += 1) {
  const started = performance.now();
  found = await storage.runs.queries.find(search);
  times.push(performance.now() - started);
}
await storage.close();
if (found === undefined || found.runs.length !== (id === "deep" ? 100 : search.limit) || found.total === 0) {
  throw new Error(`[bench] Failed to find runs for "${id}": ${found?.runs.length} of ${found?.total} came.`);
}
const [cold = Number.NaN, ...warm] = times;
const memory = process.memoryUsage.rss() / 1024 / 1024;
const floor = median(Array.from({ length: 5 }, sortInMemory));
console.log(JSON.stringify({ cold, warm: median(warm), floor, memory } satisfies RunsTimes));

/** Milliseconds of the floor: as many numbers in memory, sorted with their places. */
function sortInMemory(): number {
  const values = Float64Array.from({ length: RUNS }, (_, index) => Math.sin(index * 7));
  const started = performance.now();
  const places = Uint32Array.from(values.keys()).toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const took = performance.now() - started;
  if (places.length !== RUNS) throw new Error("[bench] Failed to sort the floor: places are missing.");
  return took;
}
