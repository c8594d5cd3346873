import { checkWatchOptions, watch as watchModels } from "@stepwell/watch";
import type { Watch, WatchOptions } from "@stepwell/watch";
import { modelLike } from "../model-like.ts";
import type { WatchedLayersModel, WatchedVariables, WatchTfLike } from "./watched-shapes.ts";

/** `WatchOptions` of `@stepwell/watch`, and where tfjs keeps its tensors. */
export interface TfWatchOptions extends WatchOptions {
  /** The tfjs namespace, which says where tensors lie. Default: what tfjs has registered in the process. */
  readonly tf?: WatchTfLike;
}

/**
 * Watches a layers model, the variables of a loop of one's own, or several of them: every `logFreq`-th step of the
 * optimizer adds histograms and norms of gradients or parameters to the run's pending row. The model may be compiled
 * later. Throws `UsageError` for options that make no sense and when there is no run; in training it never throws.
 *
 * @example watch(model, { log: "all" });
 */
export function watch(
  models: WatchedLayersModel | WatchedVariables | readonly (WatchedLayersModel | WatchedVariables)[],
  options: TfWatchOptions = {},
): Watch {
  checkWatchOptions(options, ["tf"]);
  const { tf, ...rest } = options;
  const seen = tf === undefined ? {} : { tf };
  const list = Array.isArray(models) ? models : [models];
  return watchModels(
    list.map((model: WatchedLayersModel | WatchedVariables) => modelLike(model, seen)),
    rest,
  );
}
