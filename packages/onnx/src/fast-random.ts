import type { Random } from "@stepwell/effects";

/** A number in [0, 1) at each call: fast, and good enough to choose samples with. */
export function createFastRandom(random: Random): () => number {
  let state = 0;
  for (const byte of random.bytes(4)) state = (state << 8) | byte;
  // Mulberry32.
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
