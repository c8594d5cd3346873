import type { JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { fileJson, MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";

const MARKER = Symbol.for("stepwell.Graph");

/** One layer of a model. */
export interface GraphNode {
  readonly id: string;
  readonly name?: string;
  /** As `Dense`. */
  readonly className?: string;
  readonly size?: readonly number[];
  readonly parameters?: readonly (string | number)[];
  readonly outputShape?: readonly (number | null)[];
  readonly isOutput?: boolean;
  readonly numParameters?: number;
}

/**
 * The layers of a model and what flows between them, for `log`.
 *
 * @example run.log({ model: new Graph().addNode({ id: "a", className: "Dense" }) });
 */
export class Graph implements Media {
  readonly [MARKER] = true;
  readonly format: string;
  readonly nodes: GraphNode[] = [];
  readonly edges: (readonly [from: string, to: string])[] = [];

  /** `format` says where the model comes from; default `keras`. */
  constructor(format = "keras") {
    this.format = format;
  }

  /** Throws `UsageError` for an id that is taken. */
  addNode(node: GraphNode): this {
    if (this.nodes.some(({ id }) => id === node.id)) {
      throw new UsageError(
        `[core] Failed to add a node to a graph: the id "${node.id}" is taken. Give each node an id of its own.`,
      );
    }
    this.nodes.push(node);
    return this;
  }

  /** Throws `UsageError` for an id that no node has. */
  addEdge(from: string, to: string): this {
    for (const end of [from, to]) {
      if (this.nodes.some(({ id }) => id === end)) continue;
      throw new UsageError(
        `[core] Failed to add an edge to a graph: there is no node "${end}". Add the node first.`,
      );
    }
    this.edges.push([from, to]);
    return this;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Graph",
      encode: (target) => {
        const { format, nodes, edges } = this;
        const json = printJson({ format, nodes: nodes.map(nodeToJson), edges });
        const bytes = new TextEncoder().encode(json);
        return fileJson("graph-file", target.store({ folder: "graph", extension: ".graph.json", bytes }));
      },
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Graph {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

function nodeToJson(node: GraphNode): JsonObject {
  const members = {
    id: node.id,
    name: node.name,
    class_name: node.className,
    size: node.size,
    parameters: node.parameters,
    output_shape: node.outputShape,
    is_output: node.isOutput,
    num_parameters: node.numParameters,
  };
  return Object.fromEntries(
    Object.entries(members).filter(
      (entry): entry is [string, Exclude<(typeof entry)[1], undefined>] => entry[1] !== undefined,
    ),
  );
}
