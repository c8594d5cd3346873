import { writeSync } from "node:fs";
import { Histogram, Image, init } from "@stepwell/core";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";

// A small real fit: <folder> <run name> <batches> <milliseconds between batches>. Descriptor 3 gets one line per row,
// `{"time","row"}` with the row's numbers, when its `log` has returned; the judge of how soon it is on screen reads them.
const [folder = ".", name = "run", batches = "100", pauseMs = "100"] = process.argv.slice(2);
const EPOCHS = 2;
const BATCH_SIZE = 16;

const run = await init({
  project: "e2e",
  name,
  dir: folder,
  silent: true,
  config: { learningRate: 0.05, optimizer: { name: "sgd" } },
});
const timed = {
  ...run,
  log(data: Record<string, unknown>): void {
    run.log(data);
    const numbers = Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === "number"));
    writeSync(3, `${JSON.stringify({ time: Date.now(), row: numbers })}\n`);
  },
};

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, inputShape: [8], activation: "relu" }),
    tf.layers.dense({ units: 2, activation: "softmax" }),
  ],
});
model.compile({ optimizer: tf.train.sgd(0.05), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
const count = (Number(batches) / EPOCHS) * BATCH_SIZE;
const xs = tf.randomNormal([count, 8], 0, 1, "float32", 7);
const ys = tf.oneHot(xs.sum(1).greater(0).toInt(), 2);

async function logWeights(epoch: number): Promise<void> {
  const [kernel] = model.layers[0]?.getWeights() ?? [];
  if (kernel === undefined) return;
  const values = await kernel.data<"float32">();
  const pixels = Uint8Array.from({ length: 28 * 28 }, (_, i) => ((i % 28) * 9 + epoch * 80) % 256);
  timed.log({
    "weights/dense_1": new Histogram(values),
    "samples/digit": new Image(pixels, { shape: [28, 28], caption: `caption of epoch ${epoch}` }),
  });
}

await logWeights(0);
await model.fit(xs, ys, {
  epochs: EPOCHS,
  batchSize: BATCH_SIZE,
  shuffle: false,
  verbose: 0,
  callbacks: stepwellCallback({
    run: timed,
    tf,
    callbacks: [
      {
        onBatchEnd: () => new Promise<void>((resolve) => setTimeout(resolve, Number(pauseMs))),
        onEpochEnd: (epoch: number) => logWeights(epoch + 1),
      },
    ],
  }),
});
await run.finish();
