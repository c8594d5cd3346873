import { stepwellCallback } from "@stepwell/tfjs";
import type { RunLike } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";
import { readDigits } from "./digits.ts";
import { createModel, toTensors } from "./model.ts";
import type { Settings } from "./model.ts";
import { predictionImages } from "./prediction-images.ts";

const TRAINING_DIGITS = 9000;
const SHOWN_DIGITS = 16;

/** Fits the model and logs batches, epochs, weight histograms and a few pictures into the run. */
export async function train(run: RunLike, settings: Settings): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend("cpu");
  const digits = readDigits(settings.seed);
  const training = toTensors(digits.slice(0, TRAINING_DIGITS));
  const validationDigits = digits.slice(TRAINING_DIGITS);
  const validation = toTensors(validationDigits);
  const model = createModel(settings);

  const showPredictions = {
    onEpochEnd(epoch: number, logs: tf.Logs = {}) {
      console.log(progress(epoch, settings.epochs, logs));
      run.log({ predictions: predictionImages(model, validationDigits.slice(0, SHOWN_DIGITS)) });
    },
  };
  await model.fit(training.xs, training.ys, {
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    validationData: [validation.xs, validation.ys],
    verbose: 0,
    callbacks: stepwellCallback({ run, tf, watch: true, callbacks: [showPredictions] }),
  });
}

function progress(epoch: number, epochs: number, logs: tf.Logs): string {
  const percent = (name: string) => `${(100 * (logs[name] ?? Number.NaN)).toFixed(1)} %`;
  const loss = logs["loss"]?.toFixed(3) ?? "?";
  return `epoch ${String(epoch + 1)} of ${String(epochs)}   loss ${loss}   accuracy ${percent("acc")}   on unseen digits ${percent("val_acc")}`;
}
