export type { ModelLike, NamedTensor, StepListener } from "./model-like.ts";
export type { Watch, WatchCounts } from "./model-watch.ts";
export { parameterHistograms } from "./parameter-histograms.ts";
export type { ParameterHistogramsOptions } from "./parameter-histograms.ts";
export { digestValues } from "./tensor-digest.ts";
export type { DigestOptions, TensorDigest } from "./tensor-digest.ts";
export { unwatch, watch } from "./watch.ts";
export type { WatchOptions } from "./watch-options.ts";
export type { WatchedRun } from "./watched-run.ts";
