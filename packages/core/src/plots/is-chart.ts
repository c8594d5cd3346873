import type { Chart } from "./chart.ts";

/** Every chart has it. The same in every copy of the package. */
export const CHART: unique symbol = Symbol.for("stepwell.Chart") as never;

/** True for a chart from any copy of the package; the class itself is not loaded for the question. */
export function isChart(value: unknown): value is Chart {
  return typeof value === "object" && value !== null && CHART in value;
}
