/** Counts and the edges between them; `edges` has one entry more. */
export interface Bins {
  readonly counts: readonly number[];
  readonly edges: readonly number[];
}

/** Numbers to bin. Single precision is kept: its edges are rounded to single precision as numpy rounds them. */
export type BinData = ArrayLike<number> | ArrayLike<number | bigint>;

/**
 * Bins as `numpy.histogram(data, bins)`: equal bins from the smallest to the largest value, the last one closed;
 * constant data gets one unit of width, no data the range 0 to 1. Returns undefined when a value, or the distance of
 * the smallest to the largest, is not finite, and for one value throughout that is too large for a unit of width.
 */
export function numpyHistogram(data: BinData, bins: number): Bins | undefined {
  const range = rangeOf(data);
  if (range === undefined) return undefined;
  const round = data instanceof Float32Array ? Math.fround : identity;
  let [first, last] = range;
  if (first === last) {
    first = round(first - 0.5);
    last = round(last + 0.5);
  }
  const width = round(last - first);
  // One value throughout, so large that half a unit is nothing to it, has no bins in numpy either.
  if (!Number.isFinite(width) || width === 0) return undefined;
  const edges = edgesBetween(first, last, bins, round);
  const counts = Array.from<number>({ length: bins }).fill(0);
  for (let index = 0; index < data.length; index++) {
    const value = Number(data[index]);
    let bin = Math.trunc(round(round(round(value - first) / width) * bins));
    if (bin === bins) bin -= 1;
    // The quotient can miss by one; the edges decide.
    if (value < (edges[bin] as number)) bin -= 1;
    else if (bin !== bins - 1 && value >= (edges[bin + 1] as number)) bin += 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts, edges };
}

function rangeOf(data: BinData): [number, number] | undefined {
  if (data.length === 0) return [0, 1];
  let first = Infinity;
  let last = -Infinity;
  for (let index = 0; index < data.length; index++) {
    const value = Number(data[index]);
    if (!Number.isFinite(value)) return undefined;
    if (value < first) first = value;
    if (value > last) last = value;
  }
  return [first, last];
}

function edgesBetween(first: number, last: number, bins: number, round: (value: number) => number): number[] {
  const step = round(round(last - first) / bins);
  const edges: number[] = [];
  for (let index = 0; index < bins; index++) edges.push(round(round(index * step) + first));
  edges.push(last);
  return edges;
}

function identity(value: number): number {
  return value;
}
