import { UsageError } from "@stepwell/core";
import type { ModelLike, NamedTensor } from "@stepwell/watch";
import { canDigestThere, digestThere } from "./watch/device-digest.ts";
import { followOptimizer } from "./watch/follow-optimizer.ts";
import { gradientsByName, hasGradient } from "./watch/gradients.ts";
import { layerGraph } from "./watch/layer-graph.ts";
import { readValues, tensorPlace } from "./watch/read-values.ts";
import { watchedParameters } from "./watch/watched-tensors.ts";
import type { WatchedParameter } from "./watch/watched-tensors.ts";
import type {
  WatchedLayersModel,
  WatchedTensor,
  WatchedVariables,
  WatchTfLike,
} from "./watch/watched-shapes.ts";

/** How a model of tfjs is looked at. */
export interface ModelLikeOptions {
  /** The tfjs namespace, which says where tensors lie. Default: what tfjs has registered in the process. */
  readonly tf?: WatchTfLike;
}

/** A tensor that remembers itself, for digests on its device. */
interface TfTensor extends NamedTensor {
  readonly tensor: WatchedTensor;
}

/**
 * A model of tfjs for `@stepwell/watch`: a layers model, with parameters named as `dense/kernel`, or the variables of a
 * loop of one's own with their optimizer. Each parameter is read as it is at that moment. Throws `UsageError` for
 * anything else.
 */
export function modelLike(
  model: WatchedLayersModel | WatchedVariables,
  { tf }: ModelLikeOptions = {},
): ModelLike {
  checkModel(model);

  function named({ name, units }: WatchedParameter, tensor: WatchedTensor): TfTensor {
    return { name, tensor, read: () => readValues(tensor, tensorPlace(tf)), ...(units && { units }) };
  }

  return {
    source: model,
    tensors: () => watchedParameters(model).map((parameter) => named(parameter, parameter.tensor)),
    onStep(listener) {
      let known: ReadonlySet<string> = new Set();
      const learn = (): void => {
        known = new Set(watchedParameters(model).map(({ variable }) => variable));
      };
      return followOptimizer(model, (given) => {
        // An optimizer may train other models too, and this one may have grown.
        if (!hasGradient(given, (name) => known.has(name))) {
          quietly(learn);
          if (!hasGradient(given, (name) => known.has(name))) return;
        }
        listener(() => {
          const gradients = gradientsByName(given);
          return watchedParameters(model).flatMap((parameter) => {
            const gradient = gradients.get(parameter.variable);
            return gradient === undefined ? [] : [named(parameter, gradient)];
          });
        });
      });
    },
    digest(tensors, bins) {
      if (tensorPlace(tf) !== "device") return undefined;
      const there = (tensors as readonly TfTensor[]).map(({ tensor, units }) => ({
        tensor,
        units: units?.count,
      }));
      return canDigestThere(there) ? digestThere(there, bins) : undefined;
    },
    graph: () => ("layers" in model ? layerGraph(model) : undefined),
  };
}

/** A model that is disposed of has no parameters. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Nobody trains it any more: its steps are not ours.
  }
}

function checkModel(model: unknown): void {
  const isObject = typeof model === "object" && model !== null;
  if (isObject && Array.isArray(Reflect.get(model, "weights")) && Array.isArray(Reflect.get(model, "layers")))
    return;
  const variables: unknown = isObject ? Reflect.get(model, "variables") : undefined;
  if (typeof variables === "object" && variables !== null) return;
  throw new UsageError(
    `[tfjs] Failed to watch the model: "${String(model)}" is none. Give a tf.LayersModel, or { variables, optimizer }.`,
  );
}
