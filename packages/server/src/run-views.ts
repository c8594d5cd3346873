import type { MetricStore, RunStore, StoredRun } from "@stepwell/storage";
import { keyView } from "./api/key-view.ts";
import { mergedState, runView } from "./api/run-view.ts";
import type { RunViews } from "./live/run-news.ts";

/** Views of runs for the event streams, from the stores. */
export function createRunViews(runs: RunStore, metrics: MetricStore): RunViews {
  return {
    async look(number) {
      const run = await runs.run(number);
      return run === undefined ? undefined : { view: await runView(metrics, run), details: detailsMark(run) };
    },
    async keys(number) {
      return (await metrics.keys(number, "history")).map(keyView);
    },
  };
}

/** Counts are enough: what is said of a run is added to, and hardly ever taken back. */
function detailsMark(run: StoredRun): string {
  const { metrics, alerts, environment, run: record, preempting } = mergedState(run);
  const git = record?.git ?? environment?.git;
  const drawn = metrics.filter(({ stepMetric }) => stepMetric !== "").length;
  const hidden = metrics.filter((metric) => metric.hidden).length;
  const facts = [environment !== undefined, git !== undefined, preempting === true].map(Number);
  return [metrics.length, drawn, hidden, alerts?.length ?? 0, ...facts].join();
}
