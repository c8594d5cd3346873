import type { Histogram } from "./histogram.ts";

/** Every histogram has it. The same in every copy of the package. */
export const HISTOGRAM: unique symbol = Symbol.for("stepwell.Histogram") as never;

/** True for a histogram from any copy of the package; the class itself is not loaded for the question. */
export function isHistogram(value: unknown): value is Histogram {
  return typeof value === "object" && value !== null && HISTOGRAM in value;
}
