import { init, plot } from "@stepwell/core";
import { trackLoop, watch } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { readIris } from "./read-iris.ts";
import type { Flowers } from "./read-iris.ts";

const config = { epochs: Number(process.argv[2] ?? 40), batchSize: 20, hiddenUnits: 10, learningRate: 0.02 };
const run = await init({ project: "examples", name: "iris", config });

// No layers and no model: four variables, and a function of them.
const hidden = tf.variable(tf.randomNormal([4, config.hiddenUnits], 0, 0.5, "float32", 7));
const hiddenBias = tf.variable(tf.zeros([config.hiddenUnits]));
const output = tf.variable(tf.randomNormal([config.hiddenUnits, 3], 0, 0.5, "float32", 8));
const outputBias = tf.variable(tf.zeros([3]));
const scoresOf = (xs: tf.Tensor2D) => xs.matMul(hidden).add(hiddenBias).tanh().matMul(output).add(outputBias);

const { training, validation, species } = readIris();
const optimizer = tf.train.adam(config.learningRate);
// Every 60th step: histograms and norms of the gradients that the optimizer is given, and of the variables.
watch({ variables: { hidden, hiddenBias, output, outputBias }, optimizer }, { run, log: "all", logFreq: 60 });
const loop = trackLoop({ run, tf, optimizer });
for (let epoch = 0; epoch < config.epochs; epoch += 1) {
  for (let start = 0; start < training.labels.size; start += config.batchSize) {
    const loss = optimizer.minimize(() => lossOf(slice(training, start, config.batchSize)), true);
    // The loss is a tensor: it is read when it is there, and the loop goes on meanwhile.
    loop.step({ loss }, { size: config.batchSize });
    loss?.dispose();
  }
  await loop.epoch({ val_loss: tf.tidy(() => lossOf(validation).arraySync()), val_acc: accuracy() });
}
await loop.end();

const yTrue = validation.labels.arraySync();
run.log({ confusion: plot.confusionMatrix({ yTrue, preds: predict(validation), classNames: species }) });
await run.finish();

function lossOf({ xs, labels }: Flowers): tf.Scalar {
  return tf.losses.softmaxCrossEntropy(tf.oneHot(labels, 3), scoresOf(xs));
}

function predict({ xs }: Flowers): number[] {
  return tf.tidy(() => Array.from(scoresOf(xs).argMax(1).dataSync()));
}

function accuracy(): number {
  const labels = validation.labels.arraySync();
  return predict(validation).filter((label, index) => label === labels[index]).length / labels.length;
}

function slice({ xs, labels }: Flowers, from: number, size: number): Flowers {
  return { xs: xs.slice(from, size), labels: labels.slice(from, size) };
}
