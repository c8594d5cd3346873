import type { Run } from "@stepwell/core";
import type * as tensorflow from "@tensorflow/tfjs";
import { stepwellCallback } from "./stepwell-callback.ts";
import type { RunLike } from "./run-like.ts";
import type { StepwellCallback } from "./plain-callback.ts";
import type { LayersModelLike, TfLike } from "./tfjs-shapes.ts";

// The real types of tfjs fit our structural ones, and our callbacks fit its arguments. Compiling is the test.
type Tf = typeof tensorflow;
declare const tf: Tf;
declare const run: Run;
declare const typedRun: Run<{ "epoch/loss": number }>;
declare const sequential: tensorflow.Sequential;
declare const layersModel: tensorflow.LayersModel;

type Callbacks = NonNullable<tensorflow.ModelFitArgs["callbacks"]>;

const instance = stepwellCallback({
  run,
  tf,
  callbacks: [tf.callbacks.earlyStopping(), { onEpochEnd() {} }],
});
const plain = stepwellCallback({ run, model: sequential });

export const shapes = [tf satisfies TfLike<tensorflow.CustomCallback>, sequential satisfies LayersModelLike];
export const runs: RunLike[] = [run, typedRun];
export const instances = [
  stepwellCallback({ tf }),
  instance satisfies tensorflow.CustomCallback & StepwellCallback,
  stepwellCallback({ run, tf, model: layersModel, logEvery: 10, yieldEvery: "epoch" }),
];
export const accepted: Callbacks[] = [
  instance,
  [instance],
  [instance, tf.callbacks.earlyStopping()],
  [tf.callbacks.earlyStopping(), instance],
  plain,
  [plain],
  [plain, { onBatchEnd() {} }],
  [{ onYield() {} }, plain],
];
export const fitDatasetArgs: tensorflow.ModelFitDatasetArgs<tensorflow.TensorContainer> = {
  epochs: 1,
  callbacks: instance,
};

// @ts-expect-error Other callbacks need tf.
stepwellCallback({ run, callbacks: [] });
// @ts-expect-error Not a way to say how often.
stepwellCallback({ run, logEvery: "sometimes" });
