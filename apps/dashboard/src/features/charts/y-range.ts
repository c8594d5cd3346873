import { clipRange } from "../../lib/clip-range.ts";
import { createYTransform, symlogLinear, type YKind, type YTransform } from "../../lib/y-transform.ts";
import type { ChartLine, PreparedLine } from "./prepare-line.ts";

export interface YRangeOptions {
  readonly x: readonly [number, number];
  readonly kind: YKind;
  readonly clip: boolean;
  /** Starts at zero when nothing is below it. */
  readonly fromZero?: boolean;
  /** Ends that stay where they are. */
  readonly fixed?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;
}

export interface YRange {
  readonly min: number;
  readonly max: number;
  readonly clipped: boolean;
}

/** The y range that fits the entries inside the visible x, with a little air. Undefined when there is nothing to fit. */
export function yRange(lines: readonly PreparedLine[], options: YRangeOptions): YRange | undefined {
  const { kind, fixed } = options;
  const fitted = fittedRange(lines, options);
  if (fixed === undefined || (fixed.min === undefined && fixed.max === undefined)) return fitted;
  const usable = (end: number | undefined): number | undefined =>
    end === undefined || (kind === "log" && end <= 0) ? undefined : end;
  const min = usable(fixed.min) ?? fitted?.min ?? (usable(fixed.max) ?? 1) - 1;
  const max = usable(fixed.max) ?? fitted?.max ?? min + 1;
  return min < max ? { min, max, clipped: fitted?.clipped ?? false } : fitted;
}

/** The axis that can show every visible value: symlog in place of log where some are not above zero. */
export function usableTransform(lines: readonly ChartLine[], wanted: YKind): YTransform {
  if (wanted === "linear" || (wanted === "log" && allPositive(lines))) return createYTransform(wanted);
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const { data } of lines) {
    for (const column of [data.min, data.max]) {
      for (const value of column) {
        const size = Math.abs(value);
        if (size > 0 && size < smallest) smallest = size;
        if (size > largest) largest = size;
      }
    }
  }
  return createYTransform("symlog", symlogLinear(smallest, largest));
}

/** True when a log axis can show every value. */
function allPositive(lines: readonly ChartLine[]): boolean {
  return lines.every(({ data }) => data.min.every((value) => Number.isNaN(value) || value > 0));
}

function fittedRange(lines: readonly PreparedLine[], options: YRangeOptions): YRange | undefined {
  const { kind, clip, fromZero = false } = options;
  const values = visibleValues(lines, options);
  if (values.length === 0) return undefined;
  // Zero belongs to the picture of an area: what is small beside it is no outlier.
  const range = clip && kind === "linear" ? clipRange(values, fromZero ? 0 : undefined) : undefined;
  let { min, max } = range ?? ends(values);
  if (kind !== "linear") return { ...airLog(kind, min, max), clipped: false };
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

function visibleValues(lines: readonly PreparedLine[], { x, kind }: YRangeOptions): Float64Array {
  const values = new Float64Array(lines.reduce((sum, { data }) => sum + data.x.length * 2, 0));
  const log = kind === "log";
  let size = 0;
  for (const { data } of lines) {
    for (let at = 0; at < data.x.length; at++) {
      if ((data.xLast[at] as number) < x[0] || (data.x[at] as number) > x[1]) continue;
      const low = data.min[at] as number;
      const high = data.max[at] as number;
      if (Number.isFinite(low) && (!log || low > 0)) values[size++] = low;
      if (Number.isFinite(high) && high !== low && (!log || high > 0)) values[size++] = high;
    }
  }
  return values.subarray(0, size);
}

function ends(values: Float64Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

function airLog(kind: YKind, min: number, max: number): { min: number; max: number } {
  if (kind === "symlog") {
    const air = (max - min) * 0.05 || Math.abs(min) * 0.1 || 1;
    return { min: min < 0 ? min - Math.abs(min) * 0.1 : min, max: max > 0 ? max * 1.1 : max + air };
  }
  if (min === max) return { min: min / 2, max: max * 2 };
  const air = (max / min) ** 0.05;
  return { min: min / air, max: max * air };
}
