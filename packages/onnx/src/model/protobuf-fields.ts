import { UsageError } from "@stepwell/core";

/** One field of a protobuf message. `bytes` are those of a text, a message or a packed list; else `value` is the number. */
export interface ProtobufField {
  readonly number: number;
  /** Whole numbers beyond 53 bits lose digits; those of 64 bits with a sign are negative. */
  readonly value: number;
  readonly bytes: Uint8Array;
}

/** How many fields may still be read, over all messages of one file. */
export interface FieldBudget {
  left: number;
}

const NO_BYTES = new Uint8Array(0);

/** The fields of a message, in order. Throws `UsageError` for bytes that are none, and when the budget is used up. */
export function* protobufFields(bytes: Uint8Array, budget: FieldBudget): Generator<ProtobufField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 0;

  function varint(): number {
    const read = readVarint(bytes, place);
    place = read.end;
    return read.value;
  }

  function take(length: number): number {
    const from = place;
    if (length > bytes.length - from) refuse("a field is longer than the file");
    place += length;
    return from;
  }

  while (place < bytes.length) {
    if (--budget.left < 0) refuse("it has too many fields");
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (number < 1) refuse(`there is a field "${number}"`);
    if (wireType === 0) yield { number, value: varint(), bytes: NO_BYTES };
    else if (wireType === 1) yield { number, value: view.getFloat64(take(8), true), bytes: NO_BYTES };
    else if (wireType === 5) yield { number, value: view.getFloat32(take(4), true), bytes: NO_BYTES };
    else if (wireType === 2) {
      const length = varint();
      const from = take(length < 0 ? Infinity : length);
      yield { number, value: 0, bytes: bytes.subarray(from, from + length) };
    } else refuse(`a field has the wire type "${wireType}"`);
  }
}

/** The whole numbers of a packed list, one after the other. Throws `UsageError`. */
export function* packedVarints(bytes: Uint8Array): Generator<number> {
  for (let place = 0; place < bytes.length;) {
    const { value, end } = readVarint(bytes, place);
    place = end;
    yield value;
  }
}

function readVarint(bytes: Uint8Array, place: number): { value: number; end: number } {
  // The small half and the large half, so that -1 does not become 2 ** 64 - 1 with its last digits lost.
  let [low, high] = [0, 0];
  for (let index = 0; index < 10; index++) {
    const byte = bytes[place + index];
    if (byte === undefined) break;
    const bits = byte & 127;
    if (index < 4) low += bits * 2 ** (7 * index);
    else if (index === 4) {
      low += (bits & 15) * 2 ** 28;
      high += bits >> 4;
    } else high += bits * 2 ** (7 * index - 32);
    if (byte < 128) {
      const signed = (high % 2 ** 32) | 0;
      return { value: signed * 2 ** 32 + low, end: place + index + 1 };
    }
  }
  return refuse("a number has no end");
}

function refuse(reason: string): never {
  throw new UsageError(
    `[onnx] Failed to read the model: ${reason}. Give the bytes of an ONNX file, all of them.`,
  );
}
