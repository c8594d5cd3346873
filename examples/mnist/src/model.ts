import * as tf from "@tensorflow/tfjs";
import type { Digit } from "./digits.ts";
import { SIDE } from "./digits.ts";

/** Hyperparameters of the example. */
export interface Settings {
  readonly hiddenUnits: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly seed: number;
}

/** A dense network with one hidden layer, ready to fit. Its first weights depend on the seed alone. */
export function createModel(settings: Settings): tf.Sequential {
  const { hiddenUnits, learningRate, seed } = settings;
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        name: "hidden",
        units: hiddenUnits,
        inputShape: [SIDE ** 2],
        activation: "relu",
        kernelInitializer: tf.initializers.heNormal({ seed }),
      }),
      tf.layers.dense({
        name: "output",
        units: 10,
        activation: "softmax",
        kernelInitializer: tf.initializers.glorotNormal({ seed: seed + 1 }),
      }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(learningRate),
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}

/** Pictures and one-hot labels as tensors. The caller disposes of them. */
export function toTensors(digits: readonly Digit[]): { xs: tf.Tensor2D; ys: tf.Tensor2D } {
  const pixels = new Float32Array(digits.length * SIDE ** 2);
  for (const [index, digit] of digits.entries()) pixels.set(digit.pixels, index * SIDE ** 2);
  const labels = digits.map((digit) => digit.label);
  return {
    xs: tf.tensor2d(pixels, [digits.length, SIDE ** 2]),
    ys: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), 10).toFloat() as tf.Tensor2D),
  };
}
