import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { seededRandom, shuffled } from "./seeded-random.ts";

/** Pixels on each side of a picture. */
export const SIDE = 28;

/** One handwritten digit: 28 × 28 pixels from 0 (paper) to 1 (ink), row by row. */
export interface Digit {
  readonly pixels: Float32Array;
  readonly label: number;
}

/** The 10,000 digits of the `mnist` package in a random order that `seed` decides. */
export function readDigits(seed: number): Digit[] {
  const require = createRequire(import.meta.url);
  const digits = Array.from({ length: 10 }, (_, label) => {
    // Its own `set()` shuffles without a seed, so the files are read directly.
    const text = readFileSync(require.resolve(`mnist/src/digits/${String(label)}.json`), "utf8");
    const { data } = JSON.parse(text) as { data: number[] };
    return Array.from({ length: data.length / SIDE ** 2 }, (_digit, index) => ({
      pixels: Float32Array.from(data.slice(index * SIDE ** 2, (index + 1) * SIDE ** 2)),
      label,
    }));
  });
  return shuffled(digits.flat(), seededRandom(seed));
}
