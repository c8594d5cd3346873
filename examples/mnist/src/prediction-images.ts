import { Image } from "@stepwell/core";
import * as tf from "@tensorflow/tfjs";
import { SIDE } from "./digits.ts";
import type { Digit } from "./digits.ts";
import { toTensors } from "./model.ts";

/** The digits as pictures, each with what it is and what the model takes it for: "7" or, when it is wrong, "7 → 1?". */
export function predictionImages(model: tf.LayersModel, digits: readonly Digit[]): Image[] {
  const guesses = tf.tidy(() => {
    const { xs } = toTensors(digits);
    return (model.predict(xs) as tf.Tensor2D).argMax(1).dataSync();
  });
  return digits.map(({ pixels, label }, index) => {
    const guess = guesses[index];
    const caption = guess === label ? String(label) : `${String(label)} → ${String(guess)}?`;
    return new Image(pixels, { shape: [SIDE, SIDE], caption });
  });
}
