import { stepwellCallback } from "@stepwell/tfjs";
import type { RunLike } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { readDigits, SIDE } from "./digits.ts";
import { createModel, toTensors } from "./model.ts";
import type { Settings } from "./model.ts";

const TRAINING_DIGITS = 9000;

/** Fits the model. All that is logged into the run is said in the options of the callback. */
export async function train(run: RunLike, settings: Settings): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend("cpu");
  const digits = readDigits(settings.seed);
  const training = toTensors(digits.slice(0, TRAINING_DIGITS));
  const validation = toTensors(digits.slice(TRAINING_DIGITS));
  await createModel(settings).fit(training.xs, training.ys, {
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    validationData: [validation.xs, validation.ys],
    verbose: 0,
    callbacks: stepwellCallback({
      run,
      tf,
      // Gradients and weights at every 50th batch, and the layers.
      watch: { log: "all", logFreq: 50, logGraph: true },
      // Sixteen unseen digits in each epoch, with what they are taken for.
      validation: {
        data: validation.xs,
        labels: validation.ys,
        as: "images",
        imageShape: [SIDE, SIDE],
        count: 16,
      },
      // The model of each epoch that is the best so far, by its loss on unseen digits.
      saveModel: "best",
      callbacks: [{ onEpochEnd: (epoch: number, logs: tf.Logs = {}) => say(epoch, settings.epochs, logs) }],
    }),
  });
}

function say(epoch: number, epochs: number, logs: tf.Logs): void {
  const percent = (name: string) => `${(100 * (logs[name] ?? Number.NaN)).toFixed(1)} %`;
  const loss = logs["loss"]?.toFixed(3) ?? "?";
  console.log(
    `epoch ${String(epoch + 1)} of ${String(epochs)}   loss ${loss}   accuracy ${percent("acc")}   on unseen digits ${percent("val_acc")}`,
  );
}
