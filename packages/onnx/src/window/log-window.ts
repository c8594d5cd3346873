import type { RunLike } from "../run-like.ts";
import type { PlannedTensor } from "../tensors/plan-tensors.ts";
import type { ValueSummary } from "../tensors/summarize-values.ts";
import { createClassRows } from "./class-row.ts";
import type { DriftBaseline } from "./drift-baseline.ts";
import type { OpenWindow } from "./open-window.ts";
import { timingRow } from "./timing-row.ts";
import { summaryOf, valueRow } from "./value-rows.ts";

export interface WindowLogOptions {
  readonly run: RunLike;
  /** As `onnx/vad/`. */
  readonly prefix: string;
  /** Monotonic milliseconds at which the tracking began. */
  readonly begunAt: number;
  /** Inputs first, as in the sampled calls. */
  readonly tensors: readonly PlannedTensor[];
  readonly labels: readonly string[];
  readonly bins: number;
  readonly baseline: DriftBaseline;
}

/** Logs windows as rows. What the run throws comes through. */
export function createWindowLog(
  options: WindowLogOptions,
): (window: OpenWindow, how: { now: number; isWhole: boolean }) => void {
  const { run, prefix, begunAt, tensors, bins, baseline } = options;
  const classRow = createClassRows(options.labels);

  return (window, { now, isWhole }) => {
    const summaries = new Map<string, ValueSummary>(
      tensors.map(({ key }, index) => [key, summaryOf(window.samples, index)]),
    );
    const rows = [...summaries].map(([key, summary]) =>
      valueRow(key, summary, { bins, reference: baseline.of(key) }),
    );
    const row = {
      ...timingRow(window, now),
      ...Object.assign({}, ...rows),
      ...classRow(window.classes, baseline.classes),
      time: (now - begunAt) / 1000,
    };
    if (isWhole) baseline.learn(summaries, window.classes);
    run.log(Object.fromEntries(Object.entries(row).map(([key, value]) => [prefix + key, value])));
  };
}
