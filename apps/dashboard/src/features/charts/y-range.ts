import { clipRange } from "../../lib/clip-range.ts";
import type { ChartLine, PreparedLine } from "./prepare-line.ts";

export interface YRangeOptions {
  readonly x: readonly [number, number];
  readonly log: boolean;
  readonly clip: boolean;
  /** Starts at zero when nothing is below it. */
  readonly fromZero?: boolean;
}

export interface YRange {
  readonly min: number;
  readonly max: number;
  readonly clipped: boolean;
}

/** The y range that fits the entries inside the visible x, with a little air. Undefined when there is nothing to fit. */
export function yRange(lines: readonly PreparedLine[], options: YRangeOptions): YRange | undefined {
  const { log, clip, fromZero = false } = options;
  const values = visibleValues(lines, options);
  if (values.length === 0) return undefined;
  // Zero belongs to the picture of an area: what is small beside it is no outlier.
  const range = clip && !log ? clipRange(values, fromZero ? 0 : undefined) : undefined;
  let min = range?.min ?? smallest(values);
  let max = range?.max ?? -smallest(values.map((value) => -value));
  if (log) return { ...airLog(min, max), clipped: false };
  if (fromZero && min > 0) min = 0;
  if (min === max) {
    const air = Math.abs(min) * 0.1 || 1;
    return { min: min - air, max: max + air, clipped: false };
  }
  const air = (max - min) * 0.05;
  const floor = fromZero && min === 0 ? 0 : min - air;
  max += air;
  // Lines that stay above zero do not need an axis that goes below it.
  return { min: min >= 0 && floor < 0 ? 0 : floor, max, clipped: range?.clipped ?? false };
}

/** True when a log axis can show every visible value. */
export function allPositive(lines: readonly ChartLine[]): boolean {
  return lines.every(({ data }) => data.min.every((value) => Number.isNaN(value) || value > 0));
}

function visibleValues(lines: readonly PreparedLine[], { x, log }: YRangeOptions): number[] {
  const values: number[] = [];
  for (const { data } of lines) {
    for (let at = 0; at < data.x.length; at++) {
      if ((data.xLast[at] as number) < x[0] || (data.x[at] as number) > x[1]) continue;
      const low = data.min[at] as number;
      const high = data.max[at] as number;
      if (Number.isFinite(low) && (!log || low > 0)) values.push(low);
      if (Number.isFinite(high) && high !== low && (!log || high > 0)) values.push(high);
    }
  }
  return values;
}

function smallest(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < least) least = value;
  return least;
}

function airLog(min: number, max: number): { min: number; max: number } {
  if (min === max) return { min: min / 2, max: max * 2 };
  const air = (max / min) ** 0.05;
  return { min: min / air, max: max * air };
}
