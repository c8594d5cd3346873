import type { OpenWindow } from "./open-window.ts";

/** What a window says of calls and time: milliseconds for latencies, and what happened in a second. */
export function timingRow(window: OpenWindow, now: number): Record<string, number> {
  const { latency, warmUp, items, errors, starts } = window;
  const runs = latency.count + warmUp.count;
  const seconds = (now - window.begunAt) / 1000;
  // In the order in which a page shows them.
  return {
    ...(latency.count > 0 && {
      latency_p50: latency.quantile(0.5) as number,
      latency_p95: latency.quantile(0.95) as number,
      latency_p99: latency.quantile(0.99) as number,
      latency_mean: latency.sum / latency.count,
      latency_max: latency.max,
    }),
    ...(seconds > 0 && { throughput: runs / seconds, items_per_second: items / seconds }),
    runs,
    errors: [...errors.values()].reduce((sum, count) => sum + count, 0),
    ...Object.fromEntries([...errors].map(([kind, count]) => [`errors/${kind}`, count])),
    ...(starts > 0 && { queue_mean: window.queueSum / starts, queue_max: window.queueMax }),
    ...(runs > 0 && {
      batch_min: window.smallestBatch,
      batch_mean: items / runs,
      batch_max: window.largestBatch,
    }),
    ...(warmUp.count > 0 && {
      warm_up_runs: warmUp.count,
      warm_up_latency_mean: warmUp.sum / warmUp.count,
      warm_up_latency_max: warmUp.max,
    }),
    window_seconds: seconds,
  };
}
