import type { MetricStore, RunStore } from "@stepwell/storage";
import { keyView } from "./api/key-view.ts";
import { runView } from "./api/run-view.ts";
import type { RunViews } from "./live/run-news.ts";

/** Views of runs for the event streams, from the stores. */
export function createRunViews(runs: RunStore, metrics: MetricStore): RunViews {
  return {
    async view(number) {
      const run = await runs.run(number);
      return run === undefined ? undefined : runView(metrics, run);
    },
    async keys(number) {
      return (await metrics.keys(number, "history")).map(keyView);
    },
  };
}
