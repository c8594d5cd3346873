import { countUpTo } from "./count-up-to.ts";

const BINS = 10;

/**
 * The population stability index of rising numbers against a reference, in bins of a tenth of the reference each.
 * By custom, below 0.1 is no drift and above 0.25 is much. A number that fills a tenth by itself has a bin of its own.
 */
export function populationStability(reference: ArrayLike<number>, current: ArrayLike<number>): number {
  const edges = binEdges(reference);
  return stabilityOfCounts(countBins(reference, edges), countBins(current, edges));
}

/** The same for counts that are there already, one of each class in both. */
export function stabilityOfCounts(reference: readonly number[], current: readonly number[]): number {
  const before = shares(reference);
  const now = shares(current);
  return before.reduce((sum, share, index) => {
    const other = now[index] as number;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

/** The upper bounds of all bins but the last. */
function binEdges(sorted: ArrayLike<number>): number[] {
  const edges: number[] = [];
  for (let index = 1; index < BINS; index++) {
    const edge = sorted[Math.floor((index * sorted.length) / BINS)] as number;
    if (edges.at(-1) === edge) {
      const below = justBelow(edge);
      if (edges.at(-2) !== below) edges.splice(-1, 0, below);
    } else edges.push(edge);
  }
  return edges;
}

function countBins(sorted: ArrayLike<number>, edges: readonly number[]): number[] {
  const upTo = edges.map((edge) => countUpTo(sorted, edge));
  return [...upTo, sorted.length].map((count, index) => count - (upTo[index - 1] ?? 0));
}

// Half a number in each bin keeps an empty one from being infinitely far away.
function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count + 0.5) / (total + counts.length / 2));
}

function justBelow(value: number): number {
  return value - Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
}
