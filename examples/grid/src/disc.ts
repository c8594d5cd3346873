import * as tf from "@tensorflow/tfjs";

/** Points of a square, each with 1 inside a disc and 0 outside of it. The caller disposes of them. */
export function disc(from: number, to: number): { xs: tf.Tensor2D; ys: tf.Tensor2D } {
  const points = Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    return [2 * ((index * 0.754_877_666) % 1) - 1, 2 * ((index * 0.569_840_291) % 1) - 1];
  });
  const inside = points.map(([x = 0, y = 0]) => Number(Math.hypot(x, y) < 0.75));
  return { xs: tf.tensor2d(points), ys: tf.tensor2d(inside, [inside.length, 1]) };
}
