import { selectNth } from "./select-nth.ts";

export interface ClippedRange {
  readonly min: number;
  readonly max: number;
  /** True when values lie outside. */
  readonly clipped: boolean;
}

/**
 * The y range that shows the bulk: an end is cut when the extreme is farther from the 0.4 % quantile than 0.8 of the
 * middle 99.2 %; it then lies at the last value within 0.5 of that range. NaN and infinities are ignored; undefined for none.
 * A `base` is on screen anyway and counts as part of the middle.
 */
export function clipRange(values: ArrayLike<number>, base?: number): ClippedRange | undefined {
  const finite = finiteOf(values);
  const count = finite.length;
  if (count === 0) return undefined;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of finite) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  // At least one point at each end counts as extreme, so that one spike in a short series is seen as one.
  const outside = Math.max(1, Math.ceil(count * 0.004));
  const low = selectNth(finite, Math.min(outside, count - 1));
  const high = selectNth(finite, Math.max(count - 1 - outside, 0));
  const middle = Math.max(high, base ?? high) - Math.min(low, base ?? low);
  if (count < 8 || !(middle > 0)) return { min: lowest, max: highest, clipped: false };
  const cutTop = highest > high + 0.8 * middle;
  const cutBottom = lowest < low - 0.8 * middle;
  let [min, max] = [cutBottom ? low : lowest, cutTop ? high : highest];
  for (const value of finite) {
    if (cutTop && value > max && value <= high + 0.5 * middle) max = value;
    if (cutBottom && value < min && value >= low - 0.5 * middle) min = value;
  }
  return { min, max, clipped: cutTop || cutBottom };
}

function finiteOf(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let size = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (Number.isFinite(value)) finite[size++] = value;
  }
  return finite.subarray(0, size);
}
