import * as tf from "@tensorflow/tfjs";

tf.enableProdMode();

/** Four inputs to three classes; `samples` rows of data that can be learned. */
export interface SmallProblem {
  readonly model: tf.Sequential;
  readonly xs: tf.Tensor2D;
  readonly ys: tf.Tensor2D;
  dispose(): void;
}

/** Creates a compiled dense model with data; both start the same on every call. */
export function createSmallProblem(samples = 24): SmallProblem {
  // Unseeded, a start with only dead units comes now and then, and nothing changes in training.
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 7 });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 5, inputShape: [4], activation: "relu", name: "hidden", kernelInitializer }),
      tf.layers.dense({ units: 3, activation: "softmax", name: "output", kernelInitializer }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const labels = Array.from({ length: samples }, (_, index) => index % 3);
  const xs = tf.tensor2d(labels.map((label, index) => [label, label * label, index / samples, 1]));
  const ys = tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), 3).toFloat() as tf.Tensor2D);
  return {
    model,
    xs,
    ys,
    dispose() {
      model.optimizer.dispose();
      model.dispose();
      xs.dispose();
      ys.dispose();
    },
  };
}

/** The problem as a dataset of batches. */
export function batchesOf(problem: SmallProblem, batchSize: number): tf.data.Dataset<tf.TensorContainer> {
  const { xs, ys } = problem;
  return tf.data
    .zip({ xs: tf.data.array(xs.arraySync()), ys: tf.data.array(ys.arraySync()) })
    .batch(batchSize);
}
