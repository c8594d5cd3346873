import type { JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import type { OptionKind } from "./check-media-options.ts";
import { readArguments } from "./read-arguments.ts";
import { fileJson } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";

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
  readonly #ids = new Set<string>();

  /** `format` says where the model comes from; default `keras`. */
  constructor(format = "keras") {
    if (typeof format !== "string") {
      throw new UsageError(
        `[core] Failed to make a graph: the format is "${showValue(format)}". Give text, as "keras".`,
      );
    }
    this.format = format;
  }

  /** Throws `UsageError` for an id that is taken, and for members of other kinds. */
  addNode(node: GraphNode): this {
    const read = readArguments("a node of a graph", () => readNode(node));
    if (this.#ids.has(read.id)) {
      throw new UsageError(
        `[core] Failed to add a node to a graph: the id "${showValue(read.id)}" is taken. Give each node an id of its own.`,
      );
    }
    this.#ids.add(read.id);
    this.nodes.push(read);
    return this;
  }

  /** Throws `UsageError` for an id that no node has. */
  addEdge(from: string, to: string): this {
    for (const end of [from, to]) {
      if (this.#ids.has(end)) continue;
      throw new UsageError(
        `[core] Failed to add an edge to a graph: there is no node "${showValue(end)}". Add the node first.`,
      );
    }
    this.edges.push([from, to]);
    return this;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Graph",
      target: createMediaTarget,
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

const NODE: Readonly<Record<keyof GraphNode, OptionKind>> = {
  id: "text",
  name: "text",
  className: "text",
  size: "any",
  parameters: "any",
  outputShape: "any",
  isOutput: "flag",
  numParameters: "whole number",
};

function readNode(node: GraphNode): GraphNode {
  checkMediaOptions("a node of a graph", node, NODE);
  const { id, size, parameters, outputShape, ...rest } = node;
  if (typeof id !== "string") {
    throw new UsageError(
      `[core] Failed to make a node of a graph: its id is "${showValue(id)}". Give text that no other node has.`,
    );
  }
  return {
    ...rest,
    id,
    ...listMember("size", size, isNumber),
    ...listMember("parameters", parameters, (one) => isNumber(one) || typeof one === "string"),
    ...listMember("outputShape", outputShape, (one) => isNumber(one) || one === null),
  };
}

/** A copy of a list, under its name; empty when it was left out. */
function listMember(name: string, list: unknown, holds: (one: unknown) => boolean): object {
  if (list === undefined) return {};
  const items: readonly unknown[] | undefined = Array.isArray(list)
    ? Array.from(list as unknown[])
    : undefined;
  if (items?.every(holds)) return { [name]: items };
  throw new UsageError(
    `[core] Failed to make a node of a graph: "${name}" is "${showValue(list)}". Give a list of numbers.`,
  );
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

// A node always says its name, and says nothing else that it does not have, as at W&B.
function nodeToJson(node: GraphNode): JsonObject {
  const members = {
    name: node.name ?? null,
    id: node.id,
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
