import type { OnnxGraph } from "./read-graph.ts";
import type { OnnxTensor } from "./read-tensor.ts";
import { walkGraphs } from "./walk-graphs.ts";

/** A constant that was learned, as far as one can tell. */
export interface OnnxParameter {
  /** Unique in the model. */
  readonly name: string;
  readonly tensor: OnnxTensor;
}

/** Whole numbers and truth values are shapes, axes and the like, unless a model is quantized to bytes. */
const LEARNED = new Set(["float32", "float64", "float16", "bfloat16", "int8", "uint8"]);

/** Whether the values of a tensor were learned; scalars are none. */
export function isLearned({ dims, elements, type }: OnnxTensor): boolean {
  return dims.length > 0 && elements > 0 && LEARNED.has(type);
}

/** Initializers, and what `Constant` nodes hold, of a model and the graphs inside. */
export function parametersOf(graph: OnnxGraph): OnnxParameter[] {
  const taken = new Set<string>();
  const found: OnnxParameter[] = [];

  function add(name: string, tensor: OnnxTensor): void {
    if (!isLearned(tensor)) return;
    let own = name || "unnamed";
    for (let number = 2; taken.has(own); number++) own = `${name || "unnamed"}_${number}`;
    taken.add(own);
    found.push({ name: own, tensor });
  }

  for (const { path, graph: inner } of walkGraphs(graph)) {
    for (const tensor of inner.initializers) add(path + tensor.name, tensor);
    for (const { opType, tensors, outputs } of inner.nodes) {
      if (opType !== "Constant") continue;
      for (const tensor of tensors) add(path + (outputs[0] ?? tensor.name), tensor);
    }
  }
  return found;
}
