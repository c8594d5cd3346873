import { Histogram } from "@stepwell/core";
import type { TensorDigest } from "./tensor-digest.ts";

/**
 * The histogram of a tensor as W&B's `watch` makes it: equal bins in single precision from the smallest to the
 * largest finite value, the last one closed; one value throughout gives a single bin `[v, v]`. Undefined when no
 * value is finite.
 */
export function digestHistogram({ low, high, counts }: TensorDigest): Histogram | undefined {
  if (counts === undefined || !Number.isFinite(low)) return undefined;
  if (low === high) {
    return new Histogram({ counts: [counts.reduce((sum, count) => sum + count, 0)], edges: [low, high] });
  }
  return new Histogram({ counts, edges: edgesBetween(low, high, counts.length) });
}

// Each half is counted from its own end, so that both ends are exact.
function edgesBetween(low: number, high: number, bins: number): number[] {
  const exact = (high - low) / bins;
  const rounded = Math.fround(exact);
  const step = Number.isFinite(rounded) ? rounded : exact;
  return Array.from({ length: bins + 1 }, (_, index) =>
    index <= bins / 2 ? Math.fround(low + step * index) : Math.fround(high - step * (bins - index)),
  );
}
