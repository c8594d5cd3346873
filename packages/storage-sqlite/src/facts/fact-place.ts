import { FACT_BLOCK } from "@stepwell/storage/adapter";

/** Ids of columns: all blocks of a key lie together. */
const BLOCKS_PER_KEY = 2 ** 22;

/** The block that a run's facts are in. */
export function blockOfRun(number: number): number {
  return Math.floor(number / FACT_BLOCK);
}

/** The run's place in its block. */
export function placeOfRun(number: number): number {
  return number % FACT_BLOCK;
}

/** The first row whose run has this number or a higher one; `runs` rise. */
export function firstRowFrom(runs: Float64Array, number: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function columnId(key: number, block: number): number {
  return key * BLOCKS_PER_KEY + block;
}
