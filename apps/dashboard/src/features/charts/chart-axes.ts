import { durationTicks, linearTicks, logTicks } from "../../lib/axis-ticks.ts";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatDurationTicks, formatTicks, formatWallTicks } from "../../lib/format-ticks.ts";
import { formatTimeFull } from "../../lib/format-time.ts";
import { formatValue } from "../../lib/format-value.ts";

/** How one x axis speaks. */
export interface XScale {
  /** The joined path that x is. */
  readonly key: string;
  /** At the end of the axis. */
  readonly label: string;
  readonly ticks: (from: number, to: number, count: number) => { values: number[]; labels: string[] };
  readonly format: (x: number) => string;
  /** True when the axis begins at 0. */
  readonly fromZero: boolean;
}

export interface YScale {
  readonly ticks: (
    from: number,
    to: number,
    count: number,
    log: boolean,
  ) => { values: number[]; labels: string[] };
  readonly format: (y: number) => string;
}

/** The y axis of metrics. */
export const valueScale: YScale = {
  ticks: (from, to, count, log) => {
    const { values, step } = log ? logTicks(from, to, count) : linearTicks(from, to, count);
    return { values, labels: formatTicks(values, step) };
  },
  format: formatValue,
};

/** The x axis for a key: steps, seconds of the process, wall time, or another metric. */
export function xScale(key: string, label: string): XScale {
  if (key === "_runtime") {
    return {
      key,
      label: "time",
      fromZero: true,
      format: formatDuration,
      ticks: (from, to, count) => {
        const { values } = durationTicks(from, to, count);
        return { values, labels: formatDurationTicks(values) };
      },
    };
  }
  if (key === "_timestamp") {
    return {
      key,
      label: "",
      fromZero: false,
      format: (x) => formatTimeFull(x * 1_000),
      ticks: (from, to, count) => {
        const { values, step } = durationTicks(from, to, count);
        return { values, labels: formatWallTicks(values, step) };
      },
    };
  }
  return {
    key,
    label,
    fromZero: true,
    format: key === "_step" ? (x) => formatStep(Math.round(x)) : formatValue,
    ticks: (from, to, count) => {
      const { values, step } = linearTicks(from, to, count);
      // Steps are whole: between two of them there is nothing to name.
      const whole = key === "_step" && step < 1 ? values.filter(Number.isInteger) : values;
      return { values: whole, labels: formatTicks(whole, key === "_step" ? Math.max(1, step) : step) };
    },
  };
}
