import { crc32 } from "@stepwell/protocol";

const QUOTE = 34;

/** A growing byte buffer, little-endian, for the encoders of this folder. */
export interface ByteSink {
  readonly size: number;
  u8(value: number): void;
  u32(value: number): void;
  f64(value: number): void;
  i64(value: bigint): void;
  /** A whole number from 0 to 2^53, seven bits a byte, the lowest first. */
  varint(value: number): void;
  bytes(bytes: Uint8Array): void;
  /** Adds a text of ASCII characters without NUL that does not begin with a quote; false, and nothing is added, for any other. */
  plainAscii(text: string): boolean;
  /** Adds zeros up to a multiple of 8. */
  align(): void;
  /** Overwrites four bytes that were written before. */
  setU32(at: number, value: number): void;
  /** CRC-32 of the bytes from there on. */
  crc(from: number): number;
  /** The bytes so far; valid until the next write. */
  view(from?: number): Uint8Array<ArrayBuffer>;
}

/** `capacity` is a guess that saves copying. */
export function createByteSink(capacity = 256): ByteSink {
  let buffer = new Uint8Array(Math.max(16, capacity));
  let view = new DataView(buffer.buffer);
  let size = 0;

  const reserve = (more: number): void => {
    if (size + more <= buffer.length) return;
    const grown = new Uint8Array(Math.max(buffer.length * 2, size + more));
    grown.set(buffer.subarray(0, size));
    buffer = grown;
    view = new DataView(buffer.buffer);
  };

  return {
    get size() {
      return size;
    },
    u8(value) {
      reserve(1);
      buffer[size++] = value;
    },
    u32(value) {
      reserve(4);
      view.setUint32(size, value, true);
      size += 4;
    },
    f64(value) {
      reserve(8);
      view.setFloat64(size, value, true);
      size += 8;
    },
    i64(value) {
      reserve(8);
      view.setBigInt64(size, value, true);
      size += 8;
    },
    varint(value) {
      reserve(8);
      let rest = value;
      while (rest >= 0x80000000) {
        buffer[size++] = (rest % 128) | 128;
        rest = Math.floor(rest / 128);
      }
      while (rest >= 128) {
        buffer[size++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      buffer[size++] = rest;
    },
    bytes(bytes) {
      reserve(bytes.length);
      buffer.set(bytes, size);
      size += bytes.length;
    },
    plainAscii(text) {
      reserve(text.length);
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === 0 || code > 127 || (at === 0 && code === QUOTE)) return false;
        buffer[size + at] = code;
      }
      size += text.length;
      return true;
    },
    align() {
      const padding = -size & 7;
      reserve(padding);
      buffer.fill(0, size, size + padding);
      size += padding;
    },
    setU32(at, value) {
      view.setUint32(at, value, true);
    },
    crc: (from) => crc32(buffer, from, size),
    view: (from = 0) => buffer.subarray(from, size),
  };
}
