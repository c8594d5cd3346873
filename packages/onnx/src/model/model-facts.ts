import { parametersOf } from "./parameters.ts";
import type { OnnxModel } from "./read-onnx-model.ts";
import { walkGraphs } from "./walk-graphs.ts";

const MOST_OPERATORS = 100;

/** What the config says of a model. */
export function modelFacts(model: OnnxModel): Record<string, unknown> {
  const { graph, opsets, irVersion, producerName, producerVersion, domain, modelVersion } = model;
  const operators = new Map<string, number>();
  let nodeCount = 0;
  for (const { graph: inner } of walkGraphs(graph)) {
    nodeCount += inner.nodes.length;
    for (const { opType } of inner.nodes) operators.set(opType, (operators.get(opType) ?? 0) + 1);
  }
  const parameters = parametersOf(graph);
  const external = parameters.filter(({ tensor }) => tensor.isExternal).length;
  const most = [...operators].sort(([, first], [, second]) => second - first).slice(0, MOST_OPERATORS);
  return {
    irVersion,
    opsets,
    producerName,
    producerVersion,
    graphName: graph.name,
    ...(domain !== "" && { domain }),
    ...(modelVersion !== 0 && { modelVersion }),
    nodeCount,
    operators: Object.fromEntries(most),
    parameterTensors: parameters.length,
    parameterCount: parameters.reduce((sum, { tensor }) => sum + tensor.elements, 0),
    ...(external > 0 && { externalTensors: external }),
  };
}
