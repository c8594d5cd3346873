import { Graph } from "@stepwell/core";
import { isLearned, parametersOf } from "./parameters.ts";
import type { OnnxGraph, OnnxNode } from "./read-graph.ts";
import type { OnnxTensor } from "./read-tensor.ts";

const MOST_NODES = 2000;

/**
 * The nodes of a model and what flows between them, for `log`; constants are counted with the nodes that take them.
 * Undefined for a model of more than 2,000 nodes, which nobody could look at.
 */
export function layerGraph(graph: OnnxGraph): Graph | undefined {
  const nodes = graph.nodes.filter(({ opType }) => opType !== "Constant");
  if (nodes.length === 0 || nodes.length > MOST_NODES) return undefined;
  const layers = new Graph("onnx");
  const sizes = constantSizes(graph);
  const sources = new Map<string, string>();
  const results = new Set(graph.outputs.map(({ name }) => name));

  for (const { name, shape } of graph.inputs) {
    if (sizes.has(name) || sources.has(name)) continue;
    const outputShape = shape?.map((size) => (typeof size === "number" ? size : null));
    layers.addNode({ id: `input ${name}`, name, className: "Input", ...(outputShape && { outputShape }) });
    sources.set(name, `input ${name}`);
  }
  for (const [index, node] of nodes.entries()) {
    const id = String(index);
    const numParameters = parametersOfNode(node, sizes);
    layers.addNode({
      id,
      name: node.name || `${node.opType}_${index}`,
      className: node.opType,
      ...(numParameters > 0 && { numParameters }),
      ...(node.outputs.some((name) => results.has(name)) && { isOutput: true }),
    });
    for (const name of node.outputs) sources.set(name, id);
  }
  for (const [index, { inputs }] of nodes.entries()) {
    const from = new Set(inputs.flatMap((name) => sources.get(name) ?? []));
    for (const source of from) layers.addEdge(source, String(index));
  }
  return layers;
}

/** How many learned values each constant of a graph has, by the name that nodes know it by. */
function constantSizes({ initializers, nodes }: OnnxGraph): Map<string, number> {
  const sizes = new Map(initializers.map((tensor) => [tensor.name, learnedValues(tensor)]));
  for (const { opType, outputs, tensors } of nodes) {
    const [name, tensor] = [outputs[0], tensors[0]];
    if (opType === "Constant" && name !== undefined) sizes.set(name, tensor ? learnedValues(tensor) : 0);
  }
  return sizes;
}

function learnedValues(tensor: OnnxTensor): number {
  return isLearned(tensor) ? tensor.elements : 0;
}

function parametersOfNode({ inputs, graphs }: OnnxNode, sizes: ReadonlyMap<string, number>): number {
  const own = inputs.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  const inner = graphs.flatMap(({ graph }) => parametersOf(graph));
  return inner.reduce((sum, { tensor }) => sum + tensor.elements, own);
}
