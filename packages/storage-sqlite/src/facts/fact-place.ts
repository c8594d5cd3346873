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

export function columnId(key: number, block: number): number {
  return key * BLOCKS_PER_KEY + block;
}
