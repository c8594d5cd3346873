import { UsageError } from "@stepwell/core";
import { protobufFields } from "./protobuf-fields.ts";
import type { FieldBudget } from "./protobuf-fields.ts";
import { readGraph } from "./read-graph.ts";
import type { OnnxGraph } from "./read-graph.ts";
import { readText } from "./read-text.ts";

/** What an ONNX file says of its model. */
export interface OnnxModel {
  readonly irVersion: number;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly domain: string;
  readonly modelVersion: number;
  /** The version of each set of operators; that of ONNX itself is under "ai.onnx". */
  readonly opsets: Readonly<Record<string, number>>;
  readonly graph: OnnxGraph;
}

const MOST_FIELDS = 5_000_000;
const MOST_OPSETS = 64;

/** Reads the bytes of an ONNX file; values of constants only when they are asked for. Throws `UsageError` for anything else. */
export function readOnnxModel(file: Uint8Array): OnnxModel {
  // Not a Buffer, whose slices are no copies.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const budget: FieldBudget = { left: MOST_FIELDS };
  const text = { producerName: "", producerVersion: "", domain: "" };
  let [irVersion, modelVersion] = [0, 0];
  const opsets = new Map<string, number>();
  let graph: OnnxGraph | undefined;
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) irVersion = field.value;
    else if (field.number === 2) text.producerName = readText(field.bytes);
    else if (field.number === 3) text.producerVersion = readText(field.bytes);
    else if (field.number === 4) text.domain = readText(field.bytes);
    else if (field.number === 5) modelVersion = field.value;
    else if (field.number === 7) graph = readGraph(field.bytes, budget);
    else if (field.number === 8 && opsets.size < MOST_OPSETS) {
      const [domain, version] = readOpset(field.bytes, budget);
      opsets.set(domain, version);
    }
  }
  if (graph === undefined) {
    throw new UsageError(
      "[onnx] Failed to read the model: there is no graph in it. Give the bytes of an ONNX file.",
    );
  }
  return { irVersion, ...text, modelVersion, opsets: Object.fromEntries(opsets), graph };
}

function readOpset(bytes: Uint8Array, budget: FieldBudget): [domain: string, version: number] {
  let [domain, version] = ["", 0];
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) domain = readText(field.bytes);
    else if (field.number === 2) version = field.value;
  }
  return [domain || "ai.onnx", version];
}
