import { parseJson, type Json, type JsonObject } from "@stepwell/protocol";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";

/** A layer of a logged model, as text. */
interface GraphLayer {
  readonly id: string;
  readonly name: string;
  /** What it is, what comes out of it, and how many parameters it has, as far as it says. */
  readonly facts: string;
  /** The same one by one, with more of it: as `Output shape` and `? × 28 × 28`. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** The layers of a model and what flows between them. */
export interface GraphContent {
  readonly layers: readonly GraphLayer[];
  readonly edges: readonly (readonly [from: string, to: string])[];
  /** Layers that are not among `layers`, because there are too many. */
  readonly more: number;
}

const mostLayers = 300;
const mostEdges = 2000;
const mostText = 60;
const mostWeights = 20;

/** Reads the file of a layer graph, ours or W&B's. Undefined for anything that is none. */
export function graphContent(file: string): GraphContent | undefined {
  let value: Json;
  try {
    value = parseJson(file);
  } catch {
    return undefined;
  }
  if (!isObject(value) || !Array.isArray(value["nodes"])) return undefined;
  const nodes = (value["nodes"] as readonly Json[]).filter(isObject);
  const byId = new Map(nodes.slice(0, mostLayers).map((node) => [idText(node["id"]), layerOf(node)]));
  const given: readonly Json[] = Array.isArray(value["edges"]) ? value["edges"] : [];
  const edges = given.flatMap((edge): (readonly [string, string])[] => {
    const [from, to] = Array.isArray(edge) ? edge.map(idText) : [];
    return from !== undefined && to !== undefined && from !== to && byId.has(from) && byId.has(to)
      ? [[from, to]]
      : [];
  });
  return {
    layers: [...byId.values()],
    edges: edges.slice(0, mostEdges),
    more: Math.max(0, nodes.length - mostLayers),
  };
}

function layerOf(node: JsonObject): GraphLayer {
  const id = idText(node["id"]);
  const count = node["num_parameters"];
  const type = text(node["class_name"]);
  const shape = shapeText(node["output_shape"]);
  const facts = [type, shape, typeof count === "number" && count > 0 ? formatPlural(count, "parameter") : ""];
  const details: [string, string][] = [
    ["Type", type],
    ["Output shape", shape],
    ["Parameters", typeof count === "number" ? groupDigits(count) : ""],
    ["Size", shapeText(node["size"])],
    ...weightsOf(node["parameters"]),
    ["Output", node["is_output"] === true ? "of the model" : ""],
  ];
  return {
    id,
    name: text(node["name"]) || cut(id),
    facts: facts.filter((fact) => fact !== "").join(" \u00b7 "),
    details: details.filter(([, value]) => value !== ""),
  };
}

/** The tensors of a layer of W&B's, as `weight` and `3 × 4`. */
function weightsOf(parameters: Json | undefined): [string, string][] {
  if (!Array.isArray(parameters)) return [];
  return parameters.slice(0, mostWeights).flatMap((one): [string, string][] => {
    if (!Array.isArray(one)) return [];
    const [name, shape] = one as readonly Json[];
    return [[`Weight ${text(name)}`.trim(), shapeText(shape)]];
  });
}

/** As `? × 28 × 28`: what is open is the batch. */
function shapeText(shape: Json | undefined): string {
  if (!Array.isArray(shape) || shape.length === 0) return "";
  const sizes = (shape as readonly Json[]).map((size) => (typeof size === "number" ? String(size) : "?"));
  return cut(sizes.join(" \u00d7 "));
}

function idText(id: Json | undefined): string {
  return typeof id === "string" || typeof id === "number" || typeof id === "bigint" ? String(id) : "";
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? cut(value.replaceAll(/\s+/g, " ")) : "";
}

function cut(long: string): string {
  return long.length <= mostText ? long : `${long.slice(0, mostText - 1)}\u2026`;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
