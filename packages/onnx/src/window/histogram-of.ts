import { Histogram } from "@stepwell/core";

/**
 * A histogram of rising finite numbers; one value throughout is a single bin. Undefined for no number, and where smallest
 * and largest are farther apart than a number can say.
 */
export function histogramOf(sorted: Float64Array, bins: number): Histogram | undefined {
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || !Number.isFinite(high - low)) return undefined;
  if (low === high) return new Histogram({ counts: [sorted.length], edges: [low + 0, high + 0] });
  return new Histogram(sorted, { bins });
}
