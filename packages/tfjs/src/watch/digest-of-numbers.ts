import type { TensorDigest } from "@stepwell/watch";

/** How many numbers a device gives of a tensor before the counts of its bins. */
export const DIGEST_FACTS = 7;

/**
 * A digest from what a device computed: the smallest and largest value, the largest amount, the sum of squares as parts of
 * that amount, how many values are NaN and infinite, how many units are 0, and the counts.
 */
export function digestOfNumbers(
  numbers: Float32Array,
  { size, hasUnits }: { readonly size: number; readonly hasUnits: boolean },
): TensorDigest {
  const [low = 0, high = 0, peak = 0, squares = 0, nan = 0, infinite = 0, zeroUnits = 0] = numbers;
  const counts = Array.from(numbers.subarray(DIGEST_FACTS));
  // The smallest of nothing is infinite on most backends, and 1e20 on webgl.
  const isEmpty = low > high;
  const isTooWide = !isEmpty && !Number.isFinite(Math.fround(Math.fround(high - low) * counts.length));
  return {
    size,
    low: isEmpty ? Infinity : low,
    high: isEmpty ? -Infinity : high,
    counts: isTooWide ? undefined : counts,
    norm: peak * Math.sqrt(squares),
    nan,
    infinite,
    zeroUnits: hasUnits ? zeroUnits : undefined,
  };
}
