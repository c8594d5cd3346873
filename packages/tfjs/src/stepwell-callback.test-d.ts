import type { AttachedRun, Run } from "@stepwell/core";
import type * as tensorflow from "@tensorflow/tfjs";
import type * as native from "@tensorflow/tfjs-node";
import { predictionImages } from "./prediction-images.ts";
import { predictionTable } from "./prediction-table.ts";
import type { StepwellCallback } from "./plain-callback.ts";
import type { RunLike } from "./run-like.ts";
import { stepwellCallback } from "./stepwell-callback.ts";
import type { ExamplesLike, LayersModelLike, OptimizerLike, TfLike } from "./tfjs-shapes.ts";
import { trackLoop } from "./track-loop.ts";

// The real types of tfjs fit our structural ones, and our callbacks fit its arguments. Compiling is the test.
declare const tf: typeof tensorflow;
declare const tfNode: typeof native;
declare const run: Run;
declare const attached: AttachedRun;
declare const typedRun: Run<{ "epoch/loss": number }>;
declare const sequential: tensorflow.Sequential;
declare const layersModel: tensorflow.LayersModel;
declare const nodeModel: native.LayersModel;
declare const xs: tensorflow.Tensor4D;
declare const ys: native.Tensor2D;
declare const loss: tensorflow.Scalar;

type Callbacks = NonNullable<tensorflow.ModelFitArgs["callbacks"]>;
type NodeCallbacks = NonNullable<native.ModelFitArgs["callbacks"]>;

const instance = stepwellCallback({
  run,
  tf,
  callbacks: [tf.callbacks.earlyStopping(), { onEpochEnd() {} }],
});
const plain = stepwellCallback({ run, model: sequential });
const nodeInstance = stepwellCallback({ run, tf: tfNode, model: nodeModel });

export const shapes = [
  tf satisfies TfLike<tensorflow.CustomCallback>,
  tfNode satisfies TfLike<native.CustomCallback>,
  sequential satisfies LayersModelLike,
  nodeModel satisfies LayersModelLike,
  xs satisfies ExamplesLike,
  ys satisfies ExamplesLike,
  tf.train.adam() satisfies OptimizerLike,
];
export const runs: RunLike[] = [run, typedRun, attached];
export const instances = [
  stepwellCallback({ tf }),
  instance satisfies tensorflow.CustomCallback & StepwellCallback,
  nodeInstance satisfies native.CustomCallback & StepwellCallback,
  stepwellCallback({ run, tf, model: layersModel, logEvery: 10, yieldEvery: "epoch" }),
  stepwellCallback({ tf, saveModel: "best", validation: { data: xs, labels: ys, classes: ["a", "b"] } }),
  stepwellCallback({ tf, saveModel: { keep: "best", monitor: "val_acc", mode: "max" } }),
  stepwellCallback({ model: layersModel, validation: { data: [xs, ys], labels: [1, 2], as: "images" } }),
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
export const acceptedByNode: NodeCallbacks[] = [
  nodeInstance,
  [nodeInstance, tfNode.callbacks.earlyStopping()],
  [nodeInstance, tfNode.node.tensorBoard("/tmp")],
  plain,
];
export const fitDatasetArgs: tensorflow.ModelFitDatasetArgs<tensorflow.TensorContainer> = {
  epochs: 1,
  callbacks: instance,
};

const loop = trackLoop({ run, tf, optimizer: tf.train.sgd(0.1), model: sequential, saveModel: "last" });
loop.step({ loss, accuracy: 0.5 }, { size: 32 });
export const loops: Promise<void>[] = [loop.epoch({ val_loss: loss }), loop.end(), trackLoop().end("why")];

export const shown = [
  predictionTable(sequential, xs, { labels: ys, classes: ["a"] }),
  predictionTable(nodeModel, ys, { labels: ["a", "b"] as const }),
  predictionImages(layersModel, xs, { labels: new Int32Array(3), imageShape: [28, 28] }),
];

// @ts-expect-error Other callbacks need tf.
stepwellCallback({ run, callbacks: [] });
// @ts-expect-error Not a way to say how often.
stepwellCallback({ run, logEvery: "sometimes" });
// @ts-expect-error Neither the best nor the last.
stepwellCallback({ run, saveModel: "first" });
// @ts-expect-error Nothing to predict.
stepwellCallback({ run, validation: { labels: ys } });
