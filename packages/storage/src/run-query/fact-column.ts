import { crc32 } from "@stepwell/protocol";
import { createByteSink } from "../codec/byte-sink.ts";
import { ByteSource } from "../codec/byte-source.ts";
import { CodecError } from "../codec/codec-error.ts";
import type { FactValue } from "./run-facts.ts";

// u32 CRC of the rest · u8 version · u8 entries - 1 · places, a byte each and rising · kinds, a byte each
//   · f64 of each number · u8 index into the list of each text and list · the list as JSON

/** Runs that share a column: those whose numbers are equal but for the last eight bits, which are the place. */
export const FACT_BLOCK = 256;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
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
    const key = typeof value === "string" ? value : `\0${JSON.stringify(value)}`;
    const known = listed.get(key) ?? { index: listed.size, value };
    listed.set(key, known);
    sink.u8(known.index);
  }
  sink.bytes(encoder.encode(JSON.stringify(Array.from(listed.values(), ({ value }) => value))));
  sink.setU32(0, crc32(sink.view(4)));
  return sink.view().slice();
}

/** A column as it lies in its bytes. */
export interface FactColumn {
  /** Where in the block its entries are, rising. */
  readonly places: Uint8Array;
  /** All entries, in order of their places, where each is a number. */
  readonly numbers: Float64Array | undefined;
  /** Where each entry is a text or a list: those that there are, and which one each entry is. */
  listed(): ListedFacts | undefined;
  /** All entries, in order of their places. */
  values(): readonly FactValue[];
  /** The entry at one place, which is cheaper than all; undefined where there is none. */
  at(place: number): FactValue | undefined;
}

/** Entries that repeat, each kept once. */
interface ListedFacts {
  readonly values: readonly FactValue[];
  readonly indexes: Uint8Array;
}

/** Opens what `encodeFactColumn` made. Throws `CodecError` for anything else. */
export function decodeFactColumn(bytes: Uint8Array): FactColumn {
  const source = new ByteSource(bytes);
  if (source.u32() !== crc32(bytes.subarray(4))) throw new CodecError("a column of facts is damaged");
  if (source.u8() !== VERSION) throw new CodecError("a column of facts is of a newer version");
  const size = source.u8() + 1;
  const places = source.bytes(size);
  const kinds = source.bytes(size);
  const numbersIn = countOf(kinds, NUMBER, size);
  const numbers = source.f64s(numbersIn);
  const indexes = source.bytes(countOf(kinds, LISTED, size));
  const listFrom = source.position;
  let list: readonly FactValue[] | undefined;

  const valueOf = (kind: number, numbersBefore: number, others: number): FactValue => {
    if (kind === NUMBER) return numbers[numbersBefore] as number;
    if (kind === LISTED) list ??= readList(bytes.subarray(listFrom));
    const value = kind === LISTED ? list?.[indexes[others] as number] : SIMPLE[kind];
    if (value === undefined) throw missing(kind);
    return value;
  };

  return {
    places,
    numbers: numbersIn === size ? numbers : undefined,
    listed() {
      if (indexes.length < size) return undefined;
      list ??= readList(bytes.subarray(listFrom));
      if (largest(indexes) >= list.length) throw missing(LISTED);
      return { values: list, indexes };
    },
    values() {
      const values: FactValue[] = [];
      let before = 0;
      let others = 0;
      for (const kind of kinds) {
        values.push(valueOf(kind, before, others));
        if (kind === NUMBER) before += 1;
        else if (kind === LISTED) others += 1;
      }
      return values;
    },
    at(place) {
      const entry = places.indexOf(place);
      if (entry < 0) return undefined;
      return valueOf(kinds[entry] as number, countOf(kinds, NUMBER, entry), countOf(kinds, LISTED, entry));
    },
  };
}

function missing(kind: number): CodecError {
  return new CodecError(`a column of facts has no value of kind "${kind}"`);
}

function countOf(kinds: Uint8Array, kind: number, end: number): number {
  let count = 0;
  for (let entry = 0; entry < end; entry++) if (kinds[entry] === kind) count += 1;
  return count;
}

/** A plain loop: spread into Math.max, the first question of a process takes 17 ms for 100,000 entries instead of 7. */
function largest(indexes: Uint8Array): number {
  let most = 0;
  for (let entry = 0; entry < indexes.length; entry++) most = Math.max(most, indexes[entry] as number);
  return most;
}

function kindOf(value: FactValue): number {
  if (typeof value === "number") return NUMBER;
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 2 : 1;
  return LISTED;
}

function readList(bytes: Uint8Array): readonly FactValue[] {
  const json = decoder.decode(bytes);
  if (isPlainTexts(json)) return json.slice(2, -2).split('","');
  try {
    return JSON.parse(json) as readonly FactValue[];
  } catch {
    throw new CodecError("the texts of a column of facts are not JSON");
  }
}

/** True for texts with nothing to unescape, and no lists. Cutting them up takes a quarter of the time of parsing, which looks each short text up among all. */
function isPlainTexts(json: string): boolean {
  return json.startsWith('["') && json.endsWith('"]') && !json.includes("\\") && !json.includes(",[");
}
