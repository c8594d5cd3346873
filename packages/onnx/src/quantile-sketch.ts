const RELATIVE_ERROR = 0.01;
const GROWTH = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));
const LOWEST = 1e-4;
const HIGHEST = 1e7;
const BUCKETS = Math.ceil(Math.log(HIGHEST / LOWEST) / GROWTH) + 1;

/** The distribution of positive numbers in bounded memory. */
export interface QuantileSketch {
  /** Numbers below 0.0001 count as 0.0001, those above ten million as that; NaN is passed over. */
  add(value: number): void;
  /** Within 1 % of the value of that rank; undefined when nothing was added. `share` is from 0 to 1. */
  quantile(share: number): number | undefined;
  clear(): void;
  readonly count: number;
  readonly sum: number;
  /** Exact; -Infinity when nothing was added. */
  readonly max: number;
}

/** Buckets whose bounds grow by 2 % each, as in DDSketch, over eleven decades: about 10 kB. */
export function createQuantileSketch(): QuantileSketch {
  const buckets = new Float64Array(BUCKETS);
  let count = 0;
  let sum = 0;
  let max = -Infinity;
  let min = Infinity;

  return {
    add(value) {
      if (Number.isNaN(value)) return;
      buckets[bucketOf(value)]! += 1;
      count += 1;
      sum += value;
      if (value > max) max = value;
      if (value < min) min = value;
    },
    quantile(share) {
      if (count === 0) return undefined;
      const rank = Math.max(0, Math.min(1, share)) * (count - 1);
      let below = 0;
      let bucket = 0;
      for (; bucket < BUCKETS - 1; bucket++) {
        below += buckets[bucket]!;
        if (below > rank) break;
      }
      return Math.min(max, Math.max(min, middleOf(bucket)));
    },
    clear() {
      buckets.fill(0);
      count = 0;
      sum = 0;
      max = -Infinity;
      min = Infinity;
    },
    get count() {
      return count;
    },
    get sum() {
      return sum;
    },
    get max() {
      return max;
    },
  };
}

function bucketOf(value: number): number {
  if (!(value > LOWEST)) return 0;
  if (value >= HIGHEST) return BUCKETS - 1;
  return Math.ceil(Math.log(value / LOWEST) / GROWTH);
}

/** The number that is off by the same share from both bounds of a bucket. */
function middleOf(bucket: number): number {
  return (LOWEST * Math.exp(bucket * GROWTH) * 2) / (1 + Math.exp(GROWTH));
}
