import type { ModelLike } from "@stepwell/watch";
import { readTensor } from "./read-logs.ts";
import type { WeightLike } from "./tfjs-shapes.ts";

/** A layers model for `@stepwell/watch`: its weights by name, as `dense/kernel`, each read as it is at that moment. */
export function modelLike(model: { readonly weights: readonly WeightLike[] }): ModelLike {
  return {
    tensors() {
      const seen = new Map<string, number>();
      return model.weights.map((weight) => {
        // tfjs makes `name` unique in the process, so a second model's would be other keys; this one is the layer's.
        const count = seen.get(weight.originalName) ?? 0;
        seen.set(weight.originalName, count + 1);
        const name = count === 0 ? weight.originalName : `${weight.originalName}_${String(count)}`;
        return { name, read: () => readTensor(weight.read()) };
      });
    },
  };
}
