import { init } from "@stepwell/core";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";

// A network learns on which of two spirals a point lies. Put your own model here: what matters is the callback.
const config = { epochs: 30, batchSize: 32, units: 16, learningRate: 0.02 };
const run = await init({ project: "__NAME__", config });

const { xs, ys } = spirals(400);
const dense = (units, activation, seed, more) =>
  tf.layers.dense({
    units,
    activation,
    kernelInitializer: tf.initializers.glorotUniform({ seed }),
    ...more,
  });
const model = tf.sequential({
  layers: [
    dense(config.units, "tanh", 1, { inputShape: [2] }),
    dense(config.units, "tanh", 2),
    dense(1, "sigmoid", 3),
  ],
});
model.compile({
  optimizer: tf.train.adam(config.learningRate),
  loss: "binaryCrossentropy",
  metrics: ["accuracy"],
});

await model.fit(xs, ys, {
  epochs: config.epochs,
  batchSize: config.batchSize,
  validationSplit: 0.2,
  verbose: 0,
  callbacks: stepwellCallback({ run, tf, watch: { log: "all", logFreq: 60 } }),
});
await run.finish();

function spirals(count) {
  const points = [];
  const sides = [];
  for (let index = 0; index < count; index += 1) {
    const way = Math.sqrt((index * 0.754877666) % 1);
    const side = index % 2;
    const angle = 2 * Math.PI * way + Math.PI * side;
    points.push([way * Math.cos(angle), way * Math.sin(angle)]);
    sides.push([side]);
  }
  return { xs: tf.tensor2d(points), ys: tf.tensor2d(sides) };
}
