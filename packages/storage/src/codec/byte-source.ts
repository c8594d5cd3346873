import { CodecError } from "./codec-error.ts";

/** Reads what `ByteSink` wrote. Every read that would leave the bytes throws `CodecError`. */
export interface ByteSource {
  readonly position: number;
  u8(): number;
  u32(): number;
  f64(): number;
  i64(): bigint;
  varint(): number;
  bytes(length: number): Uint8Array;
  /** Numbers as they lie: a view where they are aligned, else a copy. */
  f64s(length: number): Float64Array;
}

export function createByteSource(bytes: Uint8Array, from = 0, to = bytes.length): ByteSource {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;
  const take = (length: number): number => {
    if (length > to - at) throw new CodecError(`it ends at byte "${to}" where "${length}" more are needed`);
    at += length;
    return at - length;
  };

  return {
    get position() {
      return at;
    },
    u8: () => view.getUint8(take(1)),
    u32: () => view.getUint32(take(4), true),
    f64: () => view.getFloat64(take(8), true),
    i64: () => view.getBigInt64(take(8), true),
    varint() {
      let value = 0;
      let unit = 1;
      for (;;) {
        const byte = bytes[take(1)] as number;
        value += (byte & 127) * unit;
        if (byte < 128) return value;
        unit *= 128;
      }
    },
    bytes(length) {
      const start = take(length);
      return bytes.subarray(start, start + length);
    },
    f64s(length) {
      const start = bytes.byteOffset + take(length * 8);
      if (start % 8 === 0) return new Float64Array(bytes.buffer as ArrayBuffer, start, length);
      return new Float64Array(bytes.buffer.slice(start, start + length * 8) as ArrayBuffer);
    },
  };
}
