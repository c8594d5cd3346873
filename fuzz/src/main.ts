import { parseArgs } from "node:util";
import { runFuzz } from "./run-fuzz.ts";
import type { FuzzReport } from "./run-fuzz.ts";

const MEGABYTE = 1024 * 1024;
/** What caches and compiled code may add after the first blocks. */
const MOST_GROWTH = 32 * MEGABYTE;
/** Blocks after which everything that is loaded once has been loaded. */
const WARM_BLOCKS = 4;

const { values } = parseArgs({
  options: { requests: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
});
const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));

const requests = Number(values.requests);
const seed = Number(values.seed);
console.log(`Requests of the seeds ${seed} and up; --requests and --seed choose others.`);
const started = performance.now();
const report = await runFuzz({
  requests,
  seed,
  onProgress: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${requests}`);
  },
});
if (process.stderr.isTTY) process.stderr.write("\n");
process.exitCode = tell(report, (performance.now() - started) / 1000);

function tell(
  { requests: sent, unsendable, statuses, failures, heaps }: FuzzReport,
  seconds: number,
): number {
  for (const { target, seed: block, index, reason, curl } of failures) {
    console.log(`\nFAILED   ${target}, seed ${block}, request ${index}: ${reason}\n         ${curl}`);
  }
  for (const rejection of rejections) {
    console.log(
      `\nFAILED   nobody caught: ${rejection instanceof Error ? rejection.stack : String(rejection)}`,
    );
  }
  const growth = leak(heaps);
  if (growth > MOST_GROWTH) {
    console.log(`\nFAILED   the heap grew by ${Math.round(growth / MEGABYTE)} MiB between blocks.`);
  }
  const byStatus = [...statuses].toSorted(([a], [b]) => a - b);
  console.log(`Replies: ${byStatus.map(([status, count]) => `${count} × ${status}`).join(", ")}.`);
  console.log(
    `${Math.round(sent / seconds)} requests/s, heap ${heaps.length > WARM_BLOCKS ? `${(growth / MEGABYTE).toFixed(1)} MiB more than after ${WARM_BLOCKS} servers` : "not compared"}, ${unsendable} that no client could send.`,
  );
  const failed = failures.length + rejections.length + (growth > MOST_GROWTH ? 1 : 0);
  console.log(`fuzz: ${sent - failures.length} passed, ${failed} failed, 0 skipped`);
  return failed === 0 && sent > 0 ? 0 : 1;
}

/** By how much the smallest heap of the last blocks is above that of the first warm ones. */
function leak(heaps: readonly number[]): number {
  if (heaps.length <= WARM_BLOCKS) return 0;
  const half = Math.floor((heaps.length - WARM_BLOCKS) / 2);
  const first = heaps.slice(WARM_BLOCKS - 1, WARM_BLOCKS + half);
  const last = heaps.slice(-half - 1);
  return Math.min(...last) - Math.min(...first);
}
