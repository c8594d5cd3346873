import { crc32, parseJson, printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { createByteSink } from "../codec/byte-sink.ts";
import { ByteSource } from "../codec/byte-source.ts";
import { CodecError } from "../codec/codec-error.ts";
import type { FactValue } from "./run-facts.ts";

// u32 CRC of the rest · u8 version · u8 entries - 1 · places, a byte each and rising · kinds, a byte each
//   · f64 of each number · u8 index into the list of each text and list · the list as JSON

/** Runs that share a column: those whose numbers are equal but for the last eight bits, which are the place. */
export const FACT_BLOCK = 256;

const VERSION = 1;
const NUMBER = 3;
const LISTED = 4;
const SIMPLE: readonly FactValue[] = [null, false, true];

/** Encodes one path's facts of the runs of a block; `places` rise, and there is at least one. Equal facts give equal bytes. */
export function encodeFactColumn(places: readonly number[], values: readonly FactValue[]): Uint8Array {
  const numbers = values.filter((value) => typeof value === "number");
  const sink = createByteSink(8 + places.length * 10);
  sink.u32(0);
  sink.u8(VERSION);
  sink.u8(places.length - 1);
  for (const place of places) sink.u8(place);
  for (const value of values) sink.u8(kindOf(value));
  for (const value of numbers) sink.f64(value);
  const listed = new Map<string, { readonly index: number; readonly value: FactValue }>();
  for (const value of values) {
    if (typeof value !== "string" && !Array.isArray(value)) continue;
    const key = typeof value === "string" ? value : `\0${printJson(value)}`;
    const known = listed.get(key) ?? { index: listed.size, value };
    listed.set(key, known);
    sink.u8(known.index);
  }
  sink.bytes(new TextEncoder().encode(printJson(Array.from(listed.values(), ({ value }) => value))));
  sink.setU32(0, crc32(sink.view(4)));
  return sink.view().slice();
}

/** A decoded column, by entry; its arrays are as long as it has entries. */
export interface FactColumn {
  readonly places: Uint8Array;
  readonly values: readonly FactValue[];
}

/** Decodes what `encodeFactColumn` made. Throws `CodecError` for anything else. */
export function decodeFactColumn(bytes: Uint8Array): FactColumn {
  const source = new ByteSource(bytes);
  if (source.u32() !== crc32(bytes.subarray(4))) throw new CodecError("a column of facts is damaged");
  if (source.u8() !== VERSION) throw new CodecError("a column of facts is of a newer version");
  const size = source.u8() + 1;
  const places = source.bytes(size).slice();
  const kinds = source.bytes(size);
  let numbers = 0;
  let others = 0;
  for (const kind of kinds) {
    if (kind === NUMBER) numbers += 1;
    if (kind === LISTED) others += 1;
  }
  const floats = source.f64s(numbers);
  const indexes = source.bytes(others);
  const list = readList(source.bytes(bytes.length - source.position));
  numbers = 0;
  others = 0;
  const values = Array.from(kinds, (kind): FactValue => {
    if (kind === NUMBER) return floats[numbers++] as number;
    const value = kind === LISTED ? list[indexes[others++] as number] : SIMPLE[kind];
    if (value === undefined) throw new CodecError(`a column of facts has "${kind}" where a kind should be`);
    return value;
  });
  return { places, values };
}

function kindOf(value: FactValue): number {
  if (typeof value === "number") return NUMBER;
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 2 : 1;
  return LISTED;
}

function readList(bytes: Uint8Array): readonly FactValue[] {
  let list: Json;
  try {
    list = parseJson(new TextDecoder().decode(bytes));
  } catch {
    throw new CodecError("the texts of a column of facts are not JSON");
  }
  return Array.isArray(list) ? (list as readonly FactValue[]) : [];
}
