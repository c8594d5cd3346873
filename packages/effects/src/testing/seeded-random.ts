import type { Random } from "../random.ts";

/** Randomness that is the same for the same seed. Not for secrets. */
export interface SeededRandom extends Random {
  /** A number in [0, 1). */
  float(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
}

/** A small fast generator (sfc32) begun from any integer. */
export function createSeededRandom(seed: number): SeededRandom {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  for (let round = 0; round < 15; round++) next();

  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
    float: () => next() / 2 ** 32,
    integer: (below) => Math.floor((next() / 2 ** 32) * below),
  };

  function next(): number {
    const result = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + result) >>> 0;
    return result;
  }
}
