import { Graph } from "@stepwell/core";
import type { GraphNode } from "@stepwell/core";
import { inboundLayers } from "./relu-units.ts";
import type { WatchedLayersModel } from "./watched-shapes.ts";

/** The layers of a model and what flows between them. Undefined for one that has none yet or is not built. */
export function layerGraph(model: WatchedLayersModel): Graph | undefined {
  const layers = model.layers.filter((layer) => typeof Reflect.get(layer, "name") === "string");
  if (layers.length === 0 || layers.some((layer) => Reflect.get(layer, "built") === false)) return undefined;
  const outputs: unknown = Reflect.get(model, "outputLayers");
  const graph = new Graph("keras");
  const ids = new Map(layers.map((layer) => [layer, String(Reflect.get(layer, "name"))]));
  for (const [layer, id] of ids) {
    graph.addNode(nodeOf(layer, { id, isOutput: Array.isArray(outputs) && outputs.includes(layer) }));
  }
  for (const [layer, id] of ids) {
    const from = new Set(inboundLayers(layer).map((one) => ids.get(one)));
    for (const source of from) if (source !== undefined) graph.addEdge(source, id);
  }
  return graph;
}

function nodeOf(layer: object, { id, isOutput }: { id: string; isOutput: boolean }): GraphNode {
  const shape: unknown = memberOf(layer, "outputShape");
  const count: unknown = call(layer, "countParams");
  const className: unknown = call(layer, "getClassName");
  const isShape = Array.isArray(shape) && shape.every((size) => size === null || typeof size === "number");
  return {
    id,
    name: id,
    isOutput,
    ...(typeof className === "string" ? { className } : {}),
    ...(isShape ? { outputShape: shape as (number | null)[] } : {}),
    ...(typeof count === "number" ? { numParameters: count } : {}),
  };
}

// A layer that is used several times has several output shapes, and tfjs throws for it.
function memberOf(layer: object, name: string): unknown {
  try {
    return Reflect.get(layer, name);
  } catch {
    return undefined;
  }
}

function call(layer: object, name: string): unknown {
  const method = memberOf(layer, name);
  try {
    return typeof method === "function" ? Reflect.apply(method, layer, []) : undefined;
  } catch {
    return undefined;
  }
}
