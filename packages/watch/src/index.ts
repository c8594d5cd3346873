export { createWatch } from "./create-watch.ts";
export type { Watch, WatchOptions } from "./create-watch.ts";
export type { ModelLike, NamedTensor } from "./model-like.ts";
export { parameterHistograms } from "./parameter-histograms.ts";
export type { ParameterHistogramsOptions } from "./parameter-histograms.ts";
