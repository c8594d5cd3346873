export { modelLike } from "./model-like.ts";
export { stepwellCallback } from "./stepwell-callback.ts";
export type { StepwellCallbackOptions, StepwellTfCallbackOptions } from "./stepwell-callback.ts";
export type { StepwellCallback } from "./plain-callback.ts";
export type { RowCounts } from "./row-queue.ts";
export type { RunLike } from "./run-like.ts";
export type { LayersModelLike, TfLike, YieldEvery } from "./tfjs-shapes.ts";
export type { LogEvery } from "./training-log.ts";
