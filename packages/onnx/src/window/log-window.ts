import type { RunLike } from "../run-like.ts";
import type { CallSampler } from "../call-sampler.ts";
import { summarizeValues } from "../tensors/summarize-values.ts";
import { createClassRows } from "./class-row.ts";
import type { DriftBaseline } from "./drift-baseline.ts";
import type { OpenWindow } from "./open-window.ts";
import { timingRow } from "./timing-row.ts";
import { valueRow } from "./value-row.ts";

export interface WindowLogOptions {
  readonly run: RunLike;
  /** As `onnx/vad/`. */
  readonly prefix: string;
  /** Seconds of the run. */
  readonly time: () => number;
  readonly sampler: Pick<CallSampler, "values" | "classes">;
  readonly labels: readonly string[];
  readonly bins: number;
  readonly baseline: DriftBaseline;
}

/** Logs windows as rows. What the run throws comes through. */
export function createWindowLog(
  options: WindowLogOptions,
): (window: OpenWindow, how: { now: number; isWhole: boolean }) => void {
  const { run, prefix, time, sampler, bins, baseline } = options;
  const classRow = createClassRows(options.labels);

  return (window, { now, isWhole }) => {
    const { classes } = sampler;
    const summaries = new Map(
      [...sampler.values()].map(([key, values]) => [key, summarizeValues(values)] as const),
    );
    const rows = [...summaries].map(([key, summary]) =>
      valueRow(key, summary, { bins, reference: baseline.of(key) }),
    );
    const row = {
      ...timingRow(window, now),
      ...Object.assign({}, ...rows),
      ...classRow(classes, baseline.classes),
      time: time(),
    };
    if (isWhole) baseline.learn(summaries, classes);
    run.log(Object.fromEntries(Object.entries(row).map(([key, value]) => [prefix + key, value])));
  };
}
