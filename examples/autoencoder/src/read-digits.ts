import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs";

/** Pixels on each side of a picture. */
export const SIDE = 28;

/** `count` handwritten digits of the `mnist` package, a 0, a 1, … a 9 and again, as rows of pixels from 0 (paper) to 1 (ink). */
export function readDigits(count: number): tf.Tensor2D {
  const require = createRequire(import.meta.url);
  const byLabel = Array.from({ length: 10 }, (_, label) => {
    const text = readFileSync(require.resolve(`mnist/src/digits/${String(label)}.json`), "utf8");
    return (JSON.parse(text) as { data: number[] }).data;
  });
  const size = SIDE ** 2;
  const pixels = Array.from({ length: count }, (_, index) => {
    const place = Math.floor(index / 10) * size;
    return byLabel[index % 10]?.slice(place, place + size) ?? [];
  });
  return tf.tensor2d(pixels, [count, size]);
}
