import type { TypedArray } from "@stepwell/core";
import { decodeTensor } from "./decode-tensor.ts";
import { elementType } from "./element-types.ts";
import { packedVarints, protobufFields } from "./protobuf-fields.ts";
import type { FieldBudget, ProtobufField } from "./protobuf-fields.ts";
import { readText } from "./read-text.ts";

/** A constant of a model. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** As `float32`. */
  readonly type: string;
  /** How many `dims` make, whatever is there. */
  readonly elements: number;
  /** Its values lie in another file, which is not read. */
  readonly isExternal: boolean;
  /** Decodes the values; undefined for text, types without numbers, and external values. Throws `UsageError`. */
  read(): TypedArray | undefined;
}

const MOST_DIMS = 64;

/** Reads what a tensor is, and leaves its values for later. Throws `UsageError`. */
export function readTensor(bytes: Uint8Array, budget: FieldBudget): OnnxTensor {
  const dims: number[] = [];
  let [name, type, isExternal] = ["", elementType(0), false];
  for (const field of protobufFields(bytes, budget)) {
    if (field.number === 1) addDims(dims, field);
    else if (field.number === 2) type = elementType(field.value);
    else if (field.number === 8) name = readText(field.bytes);
    else if (field.number === 13 || (field.number === 14 && field.value === 1)) isExternal = true;
  }
  return {
    name,
    dims,
    type,
    elements: elementsOf(dims),
    isExternal,
    read: () => (isExternal ? undefined : decodeTensor(bytes, type)),
  };
}

/** How many elements dimensions make; those that are no sizes count as 0. */
function elementsOf(dims: readonly number[]): number {
  const product = dims.reduce((sum, size) => sum * Math.max(0, size), 1);
  return Math.min(product, Number.MAX_SAFE_INTEGER);
}

function addDims(dims: number[], { bytes, value }: ProtobufField): void {
  for (const size of bytes.length === 0 ? [value] : packedVarints(bytes)) {
    if (dims.length < MOST_DIMS) dims.push(size);
  }
}
