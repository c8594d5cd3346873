export { modelLike } from "./model-like.ts";
export type { ModelLikeOptions } from "./model-like.ts";
export { stepwellCallback } from "./stepwell-callback.ts";
export type { StepwellCallbackOptions, StepwellTfCallbackOptions } from "./stepwell-callback.ts";
export { trackLoop } from "./track-loop.ts";
export type { TrackLoopOptions, TrainingLoop } from "./track-loop.ts";
export { predictionTable } from "./prediction-table.ts";
export { predictionImages } from "./prediction-images.ts";
export type { PredictionOptions } from "./predictor.ts";
export type { ValidationOptions } from "./prediction-log.ts";
export type { SaveModelOptions } from "./save-model.ts";
export type { MonitorMode } from "./monitor.ts";
export type { StepwellCallback } from "./plain-callback.ts";
export type { TrainingOptions } from "./training-options.ts";
export type { LogEvery, TrainingStats } from "./training-log.ts";
export type { RunLike } from "./run-like.ts";
export type {
  ExamplesLike,
  LayersModelLike,
  PredictorLike,
  TfLike,
  TfRuntimeLike,
  YieldEvery,
} from "./tfjs-shapes.ts";
export { unwatch } from "@stepwell/watch";
export type { Watch } from "@stepwell/watch";
export type { FitWatchSettings } from "./watch/fit-watch.ts";
export { watch } from "./watch/watch.ts";
export type { TfWatchOptions } from "./watch/watch.ts";
export type {
  WatchedLayersModel,
  WatchedTensor,
  WatchedVariable,
  WatchedVariables,
  WatchedWeight,
  WatchTfLike,
} from "./watch/watched-shapes.ts";
