import type { AttachedRun, Run } from "@stepwell/core";
import { watch as watchModels } from "@stepwell/watch";
import type { Watch } from "@stepwell/watch";
import type * as tensorflow from "@tensorflow/tfjs";
import { modelLike } from "../model-like.ts";
import type { DeviceTensor } from "./device-digest.ts";
import type { WatchedLayersModel, WatchedVariable, WatchTfLike } from "./watched-shapes.ts";
import { watch } from "./watch.ts";

// The real types of tfjs fit our structural ones. Compiling is the test.
declare const tf: typeof tensorflow;
declare const run: Run;
declare const typedRun: Run<{ "epoch/loss": number }>;
declare const attached: AttachedRun;
declare const sequential: tensorflow.Sequential;
declare const layersModel: tensorflow.LayersModel;
declare const variable: tensorflow.Variable;
declare const optimizer: tensorflow.Optimizer;
declare const tensor: tensorflow.Tensor;

export const shapes: [WatchTfLike, WatchedLayersModel, WatchedLayersModel, WatchedVariable] = [
  tf,
  sequential,
  layersModel,
  variable,
];
export const operations = tensor satisfies Pick<
  DeviceTensor,
  "kept" | "shape" | "size" | "dtype" | "data" | "dataSync"
>;
export const watches: Watch[] = [
  watch(sequential),
  watch(layersModel, { log: "all", logFreq: 100, bins: 32, logGraph: true, idx: 1, run, tf }),
  watch([sequential, layersModel], { log: null, logGraph: true, run: typedRun }),
  watch({ variables: [variable], optimizer }, { run: attached }),
  watch({ variables: { w: variable }, optimizer: tf.train.adam() }),
  watchModels(modelLike(sequential, { tf })),
];

// @ts-expect-error Nothing of the kind is sampled.
watch(sequential, { log: "weights" });
// @ts-expect-error A tensor is no model.
watch(tensor);
