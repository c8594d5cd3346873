import { Histogram } from "@stepwell/core";
import type { TypedArray } from "@stepwell/core";

/**
 * The histogram of a tensor as W&B's `watch` makes it: equal bins in single precision from the smallest to the
 * largest finite value, the last one closed; one value throughout gives a single bin `[v, v]`. Undefined when no
 * value is finite.
 */
export function tensorHistogram(data: TypedArray, bins: number): Histogram | undefined {
  let low = Infinity;
  let high = -Infinity;
  let finite = 0;
  for (const element of data) {
    const value = Math.fround(Number(element));
    if (!Number.isFinite(value)) continue;
    finite += 1;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (finite === 0) return undefined;
  if (low === high) return new Histogram({ counts: [finite], edges: [low, high] });
  return new Histogram({
    counts: countValues(data, { low, high, bins }),
    edges: edgesBetween(low, high, bins),
  });
}

function countValues(
  data: TypedArray,
  { low, high, bins }: { low: number; high: number; bins: number },
): number[] {
  const counts = Array.from<number>({ length: bins }).fill(0);
  for (const element of data) {
    const value = Math.fround(Number(element));
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins - 1, Math.trunc(((value - low) / (high - low)) * bins));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

// Each half is counted from its own end, so that both ends are exact.
function edgesBetween(low: number, high: number, bins: number): number[] {
  const step = Math.fround((high - low) / bins);
  return Array.from({ length: bins + 1 }, (_, index) =>
    index <= bins / 2 ? Math.fround(low + step * index) : Math.fround(high - step * (bins - index)),
  );
}
