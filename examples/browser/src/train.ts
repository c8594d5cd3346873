import { Image, init } from "@stepwell/core";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { draw, spirals } from "./spirals.ts";

export interface TrainOptions {
  /** The address of a Stepwell server. */
  readonly server: string;
  readonly epochs: number;
  readonly canvas: HTMLCanvasElement;
  /** Told where the run can be seen when it has begun. */
  readonly onStart: (page: string) => void;
  readonly onEpoch: (epoch: number, logs: tf.Logs) => void;
}

/** Fits a small network in this page: a row for each batch and epoch, and the canvas every tenth epoch, as they come. */
export async function train({ server, epochs, canvas, onStart, onEpoch }: TrainOptions): Promise<void> {
  const config = { epochs, learningRate: 0.01, backend: tf.getBackend() };
  // A server on this machine asks nobody for a key of his own.
  const apiKey = "local".repeat(8);
  const run = await init({ project: "examples", name: "in the browser", baseUrl: server, apiKey, config });
  onStart(`${server}/p/${run.project}/r/${run.id}`);

  const { xs, ys } = spirals(192);
  const model = createModel(config.learningRate);
  const show = {
    async onEpochEnd(epoch: number, logs: tf.Logs = {}): Promise<void> {
      onEpoch(epoch + 1, logs);
      if ((epoch + 1) % 10 > 0) return;
      await draw(model, canvas);
      run.log({ "what it says": new Image(canvas, { caption: `epoch ${epoch + 1}` }) });
    },
  };
  await model.fit(xs, ys, {
    epochs,
    batchSize: 32,
    callbacks: stepwellCallback({ run, tf, watch: { log: "all", logFreq: 60 }, callbacks: [show] }),
  });
  await run.finish();
  tf.dispose([xs, ys]);
  model.dispose();
}

function createModel(learningRate: number): tf.Sequential {
  const layer = (units: number, activation: "tanh" | "sigmoid") =>
    tf.layers.dense({ units, activation, kernelInitializer: tf.initializers.glorotNormal({ seed: units }) });
  const model = tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [2] }),
      layer(24, "tanh"),
      layer(16, "tanh"),
      layer(1, "sigmoid"),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(learningRate),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}
