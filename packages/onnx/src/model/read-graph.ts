import { UsageError } from "@stepwell/core";
import { elementType } from "./element-types.ts";
import { protobufFields } from "./protobuf-fields.ts";
import type { FieldBudget } from "./protobuf-fields.ts";
import { readTensor } from "./read-tensor.ts";
import type { OnnxTensor } from "./read-tensor.ts";
import { readText } from "./read-text.ts";

/** A graph of an ONNX model, or one inside a node of it. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** One operation. */
export interface OnnxNode {
  readonly name: string;
  /** As `Conv`. */
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** By attribute, as `then_branch`. */
  readonly graphs: readonly { readonly attribute: string; readonly graph: OnnxGraph }[];
  /** Constants that the node holds. */
  readonly tensors: readonly OnnxTensor[];
}

/** What goes into a graph or comes out of it; of what is no tensor only the name is known. */
export interface OnnxValue {
  readonly name: string;
  readonly type?: string;
  /** A name, or "?", where an axis has any length. */
  readonly shape?: readonly (number | string)[];
}

const DEEPEST = 16;
const MOST_DIMS = 64;

/** Throws `UsageError` for damage and for graphs inside graphs beyond 16. */
export function readGraph(bytes: Uint8Array, budget: FieldBudget, depth = 0): OnnxGraph {
  if (depth >= DEEPEST) {
    throw new UsageError(
      `[onnx] Failed to read the model: it has graphs inside graphs, more than "${DEEPEST}" deep. Give a model that ONNX Runtime takes.`,
    );
  }
  let name = "";
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) nodes.push(readNode(field.bytes, budget, depth));
    else if (field.number === 2) name = readText(field.bytes);
    else if (field.number === 5) initializers.push(readTensor(field.bytes, budget));
    else if (field.number === 11) inputs.push(readValue(field.bytes, budget));
    else if (field.number === 12) outputs.push(readValue(field.bytes, budget));
  }
  return { name, nodes, initializers, inputs, outputs };
}

function readNode(bytes: Uint8Array, budget: FieldBudget, depth: number): OnnxNode {
  let [name, opType] = ["", ""];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const graphs: OnnxNode["graphs"][number][] = [];
  const tensors: OnnxTensor[] = [];
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) inputs.push(readText(field.bytes));
    else if (field.number === 2) outputs.push(readText(field.bytes));
    else if (field.number === 3) name = readText(field.bytes);
    else if (field.number === 4) opType = readText(field.bytes);
    else if (field.number === 5) {
      let attribute = "";
      for (const { number, bytes: content } of protobufFields(field.bytes, budget)) {
        if (number === 1) attribute = readText(content);
        else if (number === 5) tensors.push(readTensor(content, budget));
        else if (number === 6) graphs.push({ attribute, graph: readGraph(content, budget, depth + 1) });
      }
    }
  }
  return { name, opType, inputs, outputs, graphs, tensors };
}

function readValue(bytes: Uint8Array, budget: FieldBudget): OnnxValue {
  let value: OnnxValue = { name: "" };
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) value = { ...value, name: readText(field.bytes) };
    else if (field.number === 2) {
      for (const { number, bytes: tensor } of protobufFields(field.bytes, budget)) {
        if (number === 1) value = { ...value, ...readTensorType(tensor, budget) };
      }
    }
  }
  return value;
}

function readTensorType(bytes: Uint8Array, budget: FieldBudget): Pick<OnnxValue, "type" | "shape"> {
  let type = elementType(0);
  let shape: (number | string)[] | undefined;
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) type = elementType(field.value);
    else if (field.number === 2) {
      shape = [];
      for (const { number, bytes: dim } of protobufFields(field.bytes, budget)) {
        if (number === 1 && shape.length < MOST_DIMS) shape.push(readDim(dim, budget));
      }
    }
  }
  return { type, ...(shape && { shape }) };
}

function readDim(bytes: Uint8Array, budget: FieldBudget): number | string {
  let size: number | string = "?";
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) size = field.value;
    else if (field.number === 2) size = readText(field.bytes) || "?";
  }
  return size;
}
