import { crc32 } from "@stepwell/protocol";
import { ByteSource } from "./byte-source.ts";
import type { ByteSink } from "./byte-sink.ts";
import { CodecError } from "./codec-error.ts";
import type { Column } from "./column.ts";
import { fromPlainText, toPlainText } from "./plain-text.ts";
import { NumberMode, readNumbers, writeNumbers, writeRawNumbers } from "./number-codec.ts";

// A section, in whole multiples of 8 bytes:
//   u32 length · u32 CRC of the rest · u32 cells · u32 bytes of the key · u32 bytes of numbers · u8 mode · u8 parts · u16 0
//   numbers, padded to 8 · key · [u32 length, mode, places] · [kinds] · [u32 count, i64s] · [u32 length, labels and texts by line]
const HEADER = 24;
const PLACES = 1;
const KINDS = 2;

/** `raw` is fast to write, `compact` small; reading knows both. */
export type Effort = "raw" | "compact";

/** Appends one column as a section of its own, with its checksum. */
export function writeColumn(sink: ByteSink, key: string, column: Column, effort: Effort): void {
  const start = sink.size;
  const parts = (column.places === undefined ? 0 : PLACES) | (column.kinds === undefined ? 0 : KINDS);
  for (let word = 0; word < HEADER / 4; word++) sink.u32(0);
  const mode = effort === "raw" ? raw(sink, column.numbers) : writeNumbers(sink, column.numbers);
  const numberBytes = sink.size - start - HEADER;
  sink.align();
  const keyStart = sink.size;
  // Most keys need no encoder; a wide row has tens of thousands.
  if (!sink.plainAscii(key)) sink.bytes(encodeKey(key));
  const keyBytes = sink.size - keyStart;
  if (column.places !== undefined) writePlaces(sink, column.places);
  if (column.kinds !== undefined) writeKinds(sink, column);
  sink.align();
  sink.setU32(start, sink.size - start);
  sink.setU32(start + 8, column.size);
  sink.setU32(start + 12, keyBytes);
  sink.setU32(start + 16, numberBytes);
  sink.setU32(start + 20, mode | (parts << 8));
  sink.setU32(start + 4, sink.crc(start + 8));
}

/** A key as sections hold it. */
export function encodeKey(key: string): Uint8Array {
  return UTF8.encode(toPlainText(key));
}

/** Where the section at `at` ends. */
export function sectionEnd(bytes: Uint8Array, at: number): number {
  const length = at + 4 <= bytes.length ? u32At(bytes, at) : 0;
  if (length < HEADER || length % 8 !== 0 || at + length > bytes.length) {
    throw new CodecError(`a column at byte "${at}" claims "${length}" bytes`);
  }
  return at + length;
}

/** True when the section at `at` is that of `key`, as `encodeKey` gives it; not yet checked by the checksum. */
export function sectionHasKey(bytes: Uint8Array, at: number, key: Uint8Array): boolean {
  if (u32At(bytes, at + 12) !== key.length) return false;
  const numberBytes = u32At(bytes, at + 16);
  const start = at + HEADER + numberBytes + (-numberBytes & 7);
  for (let index = 0; index < key.length; index++) if (bytes[start + index] !== key[index]) return false;
  return true;
}

/** The key of the section at `at`, not yet checked by the checksum. */
export function sectionKey(bytes: Uint8Array, at: number): string {
  const end = sectionEnd(bytes, at);
  const numberBytes = u32At(bytes, at + 16);
  const start = at + HEADER + numberBytes + (-numberBytes & 7);
  const text = TEXT.decode(bytes.subarray(start, Math.min(end, start + u32At(bytes, at + 12))));
  try {
    return fromPlainText(text);
  } catch {
    throw new CodecError("the key of a column is none");
  }
}

/** Reads the section at `at`. Throws `CodecError` when its checksum does not fit. */
export function readColumn(bytes: Uint8Array, at: number): { readonly key: string; readonly column: Column } {
  const end = sectionEnd(bytes, at);
  const source = new ByteSource(bytes, at, end);
  source.u32();
  if (source.u32() !== crc32(bytes, at + 8, end)) throw new CodecError("a column's checksum does not fit");
  const size = source.u32();
  const keyLength = source.u32();
  const numberBytes = source.u32();
  const mode = source.u8();
  const parts = source.u8();
  source.skip(2);
  const start = source.position;
  const numbers = readNumbers(source, mode, size);
  source.skip(start + numberBytes + (-numberBytes & 7) - source.position);
  const key = fromPlainText(TEXT.decode(source.bytes(keyLength)));
  const places = parts & PLACES ? readPlaces(source, size) : undefined;
  if ((parts & KINDS) === 0) return { key, column: { ...NO_KINDS, size, places, numbers } };
  const kinds = source.bytes(size);
  const bigints = Array.from({ length: source.u32() }, () => source.i64());
  const [labels = "", ...texts] = TEXT.decode(source.bytes(source.u32())).split("\n");
  return {
    key,
    column: { size, places, numbers, kinds, bigints, texts, labels: labels === "" ? [] : labels.split(",") },
  };
}

const UTF8 = new TextEncoder();
const TEXT = new TextDecoder();
const NO_KINDS = { kinds: undefined, bigints: [], texts: [], labels: [] } as const;

function raw(sink: ByteSink, numbers: Float64Array): number {
  writeRawNumbers(sink, numbers);
  return NumberMode.raw;
}

function writePlaces(sink: ByteSink, places: Uint32Array): void {
  const start = sink.size;
  sink.u32(0);
  sink.u8(0);
  const mode = writeNumbers(sink, Float64Array.from(places));
  sink.setU32(start, (sink.size - start) * 8 + mode);
}

function readPlaces(source: ByteSource, size: number): Uint32Array {
  const start = source.position;
  const word = source.u32();
  source.u8();
  const places = Uint32Array.from(readNumbers(source, word % 8, size));
  source.skip(start + Math.floor(word / 8) - source.position);
  return places;
}

// JSON text has no raw line break, and labels have neither comma nor line break.
function writeKinds(sink: ByteSink, column: Column): void {
  sink.bytes(column.kinds as Uint8Array);
  sink.u32(column.bigints.length);
  for (const value of column.bigints) sink.i64(value);
  const text = UTF8.encode([column.labels.join(","), ...column.texts].join("\n"));
  sink.u32(text.length);
  sink.bytes(text);
}

function u32At(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}
