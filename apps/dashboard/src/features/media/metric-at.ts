import type { SeriesFrame } from "@stepwell/protocol";

/** The value of a metric beside what was logged at a step. */
export interface MetricAt {
  readonly name: string;
  readonly value: number;
  /** Where the value was logged: at the step or before it. */
  readonly step: number;
}

/** The newest value in a frame that ends at a step; undefined where nothing was logged so far. */
export function metricAt(
  name: string,
  frame: Pick<SeriesFrame, "last" | "xLast"> | undefined,
): MetricAt | undefined {
  const [value, step] = [frame?.last.at(-1), frame?.xLast.at(-1)];
  return value === undefined || step === undefined ? undefined : { name, value, step };
}
