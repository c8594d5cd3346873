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
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const count = sorted.length;
  if (count === 0) return undefined;
  const lowest = sorted[0] as number;
  const highest = sorted[count - 1] as number;
  // At least one point at each end counts as extreme, so that one spike in a short series is seen as one.
  const outside = Math.max(1, Math.ceil(count * 0.004));
  const low = sorted[Math.min(outside, count - 1)] as number;
  const high = sorted[Math.max(count - 1 - outside, 0)] as number;
  const middle = Math.max(high, base ?? high) - Math.min(low, base ?? low);
  if (count < 8 || !(middle > 0)) return { min: lowest, max: highest, clipped: false };
  const cutTop = highest > high + 0.8 * middle;
  const cutBottom = lowest < low - 0.8 * middle;
  const max = cutTop ? (sorted.findLast((value) => value <= high + 0.5 * middle) as number) : highest;
  const min = cutBottom ? (sorted.find((value) => value >= low - 0.5 * middle) as number) : lowest;
  return { min, max, clipped: cutTop || cutBottom };
}
