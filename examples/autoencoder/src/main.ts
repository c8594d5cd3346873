import { Image, init } from "@stepwell/core";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { readDigits, SIDE } from "./read-digits.ts";

const config = { epochs: Number(process.argv[2] ?? 30), batchSize: 32, codeLength: 12, learningRate: 3e-3 };
const run = await init({ project: "examples", name: "autoencoder", config });

const training = readDigits(500);
const shown = training.slice(0, 10);
const model = createModel();
await model.fit(training, training, {
  epochs: config.epochs,
  batchSize: config.batchSize,
  verbose: 0,
  callbacks: stepwellCallback({ run, tf, callbacks: [{ onEpochEnd: logGrid }] }),
});
await run.finish();

/** Ten digits above what the model makes of them, as one picture. */
function logGrid(epoch: number): void {
  const grid = tf.tidy(() => {
    const rebuilt = model.predict(shown) as tf.Tensor2D;
    const rows = tf.stack([shown, rebuilt]).reshape([2, 10, SIDE, SIDE]);
    return rows.transpose([0, 2, 1, 3]).reshape([2 * SIDE, 10 * SIDE]);
  });
  run.log({ rebuilt: new Image(grid, { caption: `epoch ${epoch + 1}` }) });
  grid.dispose();
}

function createModel(): tf.Sequential {
  const layer = (units: number, activation: "relu" | "sigmoid") =>
    tf.layers.dense({ units, activation, kernelInitializer: tf.initializers.heNormal({ seed: units }) });
  const model = tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [SIDE ** 2] }),
      layer(48, "relu"),
      layer(config.codeLength, "relu"),
      layer(48, "relu"),
      layer(SIDE ** 2, "sigmoid"),
    ],
  });
  model.compile({ optimizer: tf.train.adam(config.learningRate), loss: "binaryCrossentropy" });
  return model;
}
