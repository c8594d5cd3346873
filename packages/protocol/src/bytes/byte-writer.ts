import { writeShortestDecimal } from "#shortest-decimal";
import { ONES, TENS } from "./digit-pairs.ts";
import type { Json } from "../json.ts";
import { printNumber } from "../json-number.ts";
import { printJson } from "../json-print.ts";
import { ProtocolError } from "../protocol-error.ts";

const INITIAL_BYTES = 4096;
/** Three bytes are reserved for each character, so this leaves room for the largest record. */
const MAX_BYTES = 256 * 1024 * 1024;
const [PLUS, MINUS, DOT, ZERO, EXPONENT] = [0x2b, 0x2d, 0x2e, 0x30, 0x65] as const;
/** Room for any number that is printed here. */
const NUMBER_BYTES = 24;

/** Bytes that are written again and again, from 0 to `length`, also by fours (little-endian) to be copied faster. */
export interface FixedBytes {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

/** `bytes` as they are, and by fours; what is missing to the last four is 0. */
export function fixedBytes(bytes: Uint8Array): FixedBytes {
  const words = new Int32Array(Math.ceil(bytes.length / 4));
  for (const [index, byte] of bytes.entries())
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (8 * (index & 3)));
  return { bytes, words };
}

/** Protobuf primitives and JSON values, appended to one growing buffer that is used again after `reset`. */
export class ByteWriter {
  bytes: Uint8Array = new Uint8Array(INITIAL_BYTES);
  at = 0;
  #view = new DataView(this.bytes.buffer);
  readonly #double = new DataView(new ArrayBuffer(8));

  /** Starts anew, leaving `head` bytes free in front. */
  reset(head: number): void {
    this.at = head;
  }

  reserve(count: number): void {
    const needed = this.at + count;
    if (needed <= this.bytes.length) return;
    if (needed > MAX_BYTES) {
      throw new ProtocolError(
        `[protocol] Failed to encode a record: it may take "${needed}" bytes, more than "${MAX_BYTES}". Put large values into files.`,
      );
    }
    const grown = new Uint8Array(Math.max(needed, Math.min(this.bytes.length * 2, MAX_BYTES)));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  /** A field's tag: its number and wire type (0 varint, 1 double, 2 with length). */
  tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  /** An integer; a negative one takes ten bytes, as protobuf's int32 and int64 do. */
  varint(value: number): void {
    if (value < 0 || value > 0x7fffffff) {
      this.#varint64(BigInt.asUintN(64, BigInt(value)));
      return;
    }
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  #varint64(value: bigint): void {
    this.reserve(10);
    let rest = value;
    while (rest > 0x7fn) {
      this.bytes[this.at++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.bytes[this.at++] = Number(rest);
  }

  double(value: number): void {
    this.#double.setFloat64(0, value, true);
    this.raw(new Uint8Array(this.#double.buffer));
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    const target = this.bytes;
    let at = this.at;
    // A call of `set` costs more than a loop over the few bytes of a key.
    if (bytes.length > 64) target.set(bytes, at);
    else for (let from = 0; from < bytes.length; from++) target[at++] = bytes[from] as number;
    this.at += bytes.length;
  }

  /** Begins a part whose length comes before it; give the result to `end`. `expected`: how many bytes the length likely takes. */
  begin(expected: 1 | 2): number {
    this.reserve(expected);
    this.at += expected;
    return this.at;
  }

  /** Fills in the length that `begin` left open, and moves the part when the length takes another number of bytes. */
  end(start: number, expected: 1 | 2): void {
    const length = this.at - start;
    const size =
      length < 0x80 ? 1 : length < 0x4000 ? 2 : length < 0x200000 ? 3 : length < 0x10000000 ? 4 : 5;
    if (size !== expected) {
      this.reserve(size);
      this.bytes.copyWithin(start - expected + size, start, this.at);
    }
    this.at = start - expected;
    this.varint(length);
    this.at += length;
  }

  /** UTF-8; a lone surrogate becomes U+FFFD. */
  utf8(text: string): void {
    this.reserve(text.length * 3);
    const target = this.bytes;
    let at = this.at;
    for (let index = 0; index < text.length; index++) {
      let code = text.charCodeAt(index);
      if (code < 0x80) {
        target[at++] = code;
        continue;
      }
      if (code < 0x800) {
        target[at++] = 0xc0 | (code >> 6);
      } else {
        if (code >= 0xd800 && code <= 0xdfff) {
          const next = code < 0xdc00 ? text.charCodeAt(index + 1) : 0;
          if (next >= 0xdc00 && next <= 0xdfff) {
            index += 1;
            code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
            target[at++] = 0xf0 | (code >> 18);
            target[at++] = 0x80 | ((code >> 12) & 0x3f);
            target[at++] = 0x80 | ((code >> 6) & 0x3f);
            target[at++] = 0x80 | (code & 0x3f);
            continue;
          }
          code = 0xfffd;
        }
        target[at++] = 0xe0 | (code >> 12);
        target[at++] = 0x80 | ((code >> 6) & 0x3f);
      }
      target[at++] = 0x80 | (code & 0x3f);
    }
    this.at = at;
  }

  /** A value as extended JSON. */
  json(value: Json): void {
    if (typeof value === "number") this.#number(value);
    else this.utf8(printJson(value));
  }

  /**
   * A message of its own that holds `head`, which ends with a tag, and a number as text: what a row consists of.
   * Both lengths take one byte, which saves measuring and moving (0.5 µs in a row of ten), and the head is copied by
   * fours (0.15 µs); what these write too much is written over.
   */
  shortNumber(field: number, head: FixedBytes, value: number): void {
    const { words } = head;
    this.reserve(4 * words.length + NUMBER_BYTES + 3);
    const start = this.at;
    this.bytes[start] = field;
    const view = this.#view;
    for (let index = 0; index < words.length; index++) {
      view.setInt32(start + 2 + 4 * index, words[index] as number, true);
    }
    const at = start + 2 + head.bytes.length;
    this.at = at + 1;
    this.#number(value);
    const { bytes } = this;
    bytes[at] = this.at - at - 1;
    bytes[start + 1] = this.at - start - 2;
  }

  #number(value: number): void {
    if (Number.isInteger(value) && value > 0 && value < 0x7fffffff) {
      this.#digits(value);
    } else if (Number.isInteger(value) || !Number.isFinite(value)) {
      this.utf8(printNumber(value));
    } else {
      this.#fraction(value);
    }
  }

  #digits(value: number): void {
    let size = 1;
    for (let limit = 10; limit <= value; limit *= 10) size += 1;
    this.reserve(size);
    this.#fixedDigits(value, size);
  }

  // Two kinds of fractions are printed from an integer, in a third of the time: those of at most six decimals (`_runtime`,
  // most learning rates and scores), and times in whole milliseconds (`_timestamp`), whose exponent form only needs the
  // point moved. Fifteen digits or fewer name one double each, so the digits are the shortest there are.
  #fraction(value: number): void {
    this.reserve(NUMBER_BYTES);
    const size = Math.abs(value);
    if (size >= 1e-4 && size < 1e6) {
      const scaled = size * 1e6;
      const micros = Math.round(scaled);
      // The difference spares nearly all others the division.
      if (Math.abs(scaled - micros) < 1e-3 && micros / 1e6 === size) this.#decimals(value < 0, micros);
      else this.#shortest(value < 0, size);
    } else if (value >= 1e9 && value < 1e10 && Math.round(value * 1e3) / 1e3 === value) {
      this.#seconds(Math.round(value * 1e3));
    } else {
      this.utf8(printNumber(value));
    }
  }

  #shortest(isNegative: boolean, size: number): void {
    if (isNegative) this.bytes[this.at++] = MINUS;
    const end = writeShortestDecimal(this.bytes, this.at, size);
    // `JSON.stringify` prints finite numbers as `String` does, but leaves the engine's cache of number texts alone,
    // which costs more than it brings where no value comes twice.
    if (end < 0) this.utf8(JSON.stringify(size));
    else this.at = end;
  }

  /** A number given in millionths, of which at least one is left over. */
  #decimals(isNegative: boolean, micros: number): void {
    if (isNegative) this.bytes[this.at++] = MINUS;
    const whole = Math.floor(micros / 1e6);
    if (whole === 0) this.bytes[this.at++] = ZERO;
    else this.#digits(whole);
    this.bytes[this.at++] = DOT;
    this.#trimmedDigits(micros - whole * 1e6, 6);
  }

  /** Seconds from 1e9 to 1e10, given in milliseconds, of which at least one is left over. */
  #seconds(milliseconds: number): void {
    const first = Math.floor(milliseconds / 1e12);
    this.bytes[this.at++] = ZERO + first;
    this.bytes[this.at++] = DOT;
    const rest = milliseconds - first * 1e12;
    const high = Math.floor(rest / 1e6);
    this.#fixedDigits(high, 6);
    this.#trimmedDigits(rest - high * 1e6, 6);
    this.bytes[this.at++] = EXPONENT;
    this.bytes[this.at++] = PLUS;
    this.bytes[this.at++] = ZERO;
    this.bytes[this.at++] = ZERO + 9;
  }

  // Two by two, since each division waits for the one before.
  #fixedDigits(value: number, count: number): void {
    const { bytes } = this;
    let rest = value;
    let at = this.at + count;
    for (; at > this.at + 1; at -= 2) {
      const next = (rest / 100) | 0;
      const pair = rest - next * 100;
      bytes[at - 2] = TENS[pair] as number;
      bytes[at - 1] = ONES[pair] as number;
      rest = next;
    }
    if (at > this.at) bytes[at - 1] = ZERO + rest;
    this.at += count;
  }

  #trimmedDigits(value: number, count: number): void {
    this.#fixedDigits(value, count);
    while (this.bytes[this.at - 1] === ZERO) this.at -= 1;
  }
}
