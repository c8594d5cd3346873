import { init } from "@stepwell/core";
import { createModel, readDigits, toTensors } from "@stepwell/example-mnist";
import { stepwellCallback } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";

// One of the trainings that the moving picture shows: <folder> <name> <learning rate> <hidden units>.
const [dir = ".", name = "run", rate = "0.001", units = "32"] = process.argv.slice(2);
const settings = {
  hiddenUnits: Number(units),
  learningRate: Number(rate),
  batchSize: 64,
  epochs: 4,
  seed: 7,
};
const run = await init({ dir, project: "digits", name, config: settings, silent: true });
tf.enableProdMode();
await tf.setBackend("cpu");
const digits = readDigits(settings.seed);
const training = toTensors(digits.slice(0, 9_000));
const validation = toTensors(digits.slice(9_000));
await createModel(settings).fit(training.xs, training.ys, {
  epochs: settings.epochs,
  batchSize: settings.batchSize,
  validationData: [validation.xs, validation.ys],
  verbose: 0,
  callbacks: stepwellCallback({ run, tf }),
});
await run.finish();
