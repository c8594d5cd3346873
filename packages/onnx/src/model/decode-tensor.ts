import type { TypedArray } from "@stepwell/core";
import { halfToNumber } from "../tensors/half-to-number.ts";
import { packedVarints, protobufFields } from "./protobuf-fields.ts";

type Decode = (bytes: Uint8Array) => TypedArray;

/** From raw bytes, which are little-endian as the hosts of JavaScript are. */
const RAW: Readonly<Record<string, Decode>> = {
  float32: (bytes) => new Float32Array(aligned(bytes, 4)),
  float64: (bytes) => new Float64Array(aligned(bytes, 8)),
  int8: (bytes) => new Int8Array(aligned(bytes, 1)),
  uint8: (bytes) => new Uint8Array(aligned(bytes, 1)),
  bool: (bytes) => new Uint8Array(aligned(bytes, 1)),
  int16: (bytes) => new Int16Array(aligned(bytes, 2)),
  uint16: (bytes) => new Uint16Array(aligned(bytes, 2)),
  int32: (bytes) => new Int32Array(aligned(bytes, 4)),
  uint32: (bytes) => new Uint32Array(aligned(bytes, 4)),
  int64: (bytes) => Float64Array.from(new BigInt64Array(aligned(bytes, 8)), Number),
  uint64: (bytes) => Float64Array.from(new BigUint64Array(aligned(bytes, 8)), Number),
  float16: (bytes) => Float32Array.from(new Uint16Array(aligned(bytes, 2)), halfToNumber),
  bfloat16: (bytes) => bfloat16(new Uint16Array(aligned(bytes, 2))),
};
/** Of types that are kept as bit patterns in a list of whole numbers. */
const FROM_BITS: Readonly<Record<string, (bits: Float64Array) => TypedArray>> = {
  float16: (bits) => Float32Array.from(bits, halfToNumber),
  bfloat16: (bits) => bfloat16(Uint16Array.from(bits)),
};
/** The fields that hold lists of values: floats, whole numbers of three widths, doubles. */
const FLOATS = 4;
const WHOLE = new Set([5, 7, 11]);
const DOUBLES = 10;
const MOST_FIELDS = 1_000_000;

/** The values of a tensor in its message; undefined for types without numbers. Throws `UsageError` for damage. */
export function decodeTensor(bytes: Uint8Array, type: string): TypedArray | undefined {
  const raw = Object.hasOwn(RAW, type) ? RAW[type] : undefined;
  if (raw === undefined) return undefined;
  const lists: Float64Array[] = [];
  for (const { number, value, bytes: content } of protobufFields(bytes, { left: MOST_FIELDS })) {
    if (number === 9) return raw(content);
    const isPacked = content.length > 0;
    if (number === FLOATS) {
      lists.push(
        isPacked ? Float64Array.from(new Float32Array(aligned(content, 4))) : Float64Array.of(value),
      );
    } else if (number === DOUBLES) {
      lists.push(isPacked ? new Float64Array(aligned(content, 8)) : Float64Array.of(value));
    } else if (WHOLE.has(number)) {
      lists.push(isPacked ? wholeNumbers(content) : Float64Array.of(value));
    }
  }
  const values = lists.length === 1 ? (lists[0] as Float64Array) : joined(lists);
  return FROM_BITS[type]?.(values) ?? values;
}

/** A copy that begins where numbers of this size may, without the part of a number at the end. */
function aligned(bytes: Uint8Array, size: number): ArrayBuffer {
  return bytes.slice(0, bytes.length - (bytes.length % size)).buffer as ArrayBuffer;
}

function bfloat16(bits: Uint16Array): Float32Array {
  const wide = Uint32Array.from(bits, (each) => each << 16);
  return new Float32Array(wide.buffer);
}

function wholeNumbers(content: Uint8Array): Float64Array {
  let length = 0;
  for (const byte of content) if (byte < 128) length += 1;
  const values = new Float64Array(length);
  let place = 0;
  for (const value of packedVarints(content)) values[place++] = value;
  return values;
}

function joined(lists: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(lists.reduce((length, list) => length + list.length, 0));
  let place = 0;
  for (const list of lists) {
    values.set(list, place);
    place += list.length;
  }
  return values;
}
