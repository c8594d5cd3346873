import { init } from "@stepwell/core";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { disc } from "./disc.ts";

const EPOCHS = Number(process.argv[2] ?? 30);
const training = disc(1, 257);
const validation = disc(257, 385);
const results: { learningRate: number; units: number; accuracy: number }[] = [];

for (const learningRate of [0.3, 0.1, 0.03, 0.01]) {
  for (const units of [2, 8, 32]) {
    const run = await init({
      project: "examples",
      group: "grid",
      name: `rate ${learningRate}, units ${units}`,
      config: { learningRate, units, epochs: EPOCHS },
    });
    // The summary has the best epoch's accuracy: that is what the table of runs is sorted by.
    run.defineMetric("epoch/val_acc", { stepMetric: "epoch/epoch", summary: ["max"] });
    const model = createModel({ learningRate, units });
    await model.fit(training.xs, training.ys, {
      epochs: EPOCHS,
      batchSize: 16,
      verbose: 0,
      validationData: [validation.xs, validation.ys],
      callbacks: stepwellCallback({ run, tf, logEvery: "epoch" }),
    });
    const { max: accuracy } = run.summary.get("epoch/val_acc") as { max: number };
    results.push({ learningRate, units, accuracy });
    await run.finish();
    model.dispose();
  }
}
console.table(results.toSorted((one, other) => other.accuracy - one.accuracy));

function createModel({ learningRate, units }: { learningRate: number; units: number }): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 7 });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units, inputShape: [2], activation: "tanh", kernelInitializer }),
      tf.layers.dense({ units: 1, activation: "sigmoid", kernelInitializer }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(learningRate),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}
