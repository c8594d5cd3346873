import { durationTicks, linearTicks, logTicks, symlogTicks } from "../../lib/axis-ticks.ts";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatDurationTicks, formatTicks, formatWallTicks } from "../../lib/format-ticks.ts";
import { formatTimeFull } from "../../lib/format-time.ts";
import { formatValue } from "../../lib/format-value.ts";
import type { YTransform } from "../../lib/y-transform.ts";

export interface AxisTicks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
  /** Places of labels in bold: a new day on an axis of hours. */
  readonly bold?: readonly number[];
}

/** How one x axis speaks. */
export interface XScale {
  /** What x is; charts with the same one follow each other's cursor. */
  readonly key: string;
  /** At the end of the axis. */
  readonly label: string;
  readonly ticks: (from: number, to: number, count: number) => AxisTicks;
  readonly format: (x: number) => string;
  /** True when the axis begins at 0. */
  readonly fromZero: boolean;
}

export interface YScale {
  readonly ticks: (from: number, to: number, count: number, log: boolean) => AxisTicks;
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

/** Ticks of a y axis, however it is spread out. */
export function yTicks(
  scale: YScale,
  [from, to]: readonly [number, number],
  count: number,
  { kind, linear }: YTransform,
): AxisTicks {
  if (kind !== "symlog") return scale.ticks(from, to, count, kind === "log");
  const values = symlogTicks(from, to, count, linear);
  return { values, labels: scale === valueScale ? formatTicks(values, 0) : values.map(scale.format) };
}

/** The x axis for a key: steps, seconds, wall time, or another metric. `isRelative`: time since the start of each run. */
export function xScale(key: string, label: string, { isRelative = false } = {}): XScale {
  if (key === "_runtime" || isRelative) {
    return {
      key: isRelative ? "relative" : key,
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
        return { values, ...formatWallTicks(values, step) };
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
