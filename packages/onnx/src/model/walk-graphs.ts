import type { OnnxGraph } from "./read-graph.ts";

/** A graph and those inside its nodes, each with where it is, as `If_0/then_branch/`. */
export function* walkGraphs(graph: OnnxGraph, path = ""): Generator<{ path: string; graph: OnnxGraph }> {
  yield { path, graph };
  for (const [index, node] of graph.nodes.entries()) {
    for (const inner of node.graphs) {
      yield* walkGraphs(
        inner.graph,
        `${path}${node.name || `${node.opType}_${index}`}/${inner.attribute || "graph"}/`,
      );
    }
  }
}
