import { CodecError } from "./codec-error.ts";

/** Reads what `ByteSink` wrote. Every read that would leave the bytes throws `CodecError`. */
export class ByteSource {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, from = 0, to: number = bytes.length) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = from;
    this.#end = to;
  }

  get position(): number {
    return this.#at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#take(8), true);
  }

  varint(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.#bytes[this.#take(1)] as number;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
      unit *= 128;
    }
  }

  skip(length: number): void {
    this.#take(length);
  }

  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Numbers as they lie: a view where they are aligned, else a copy. */
  f64s(length: number): Float64Array {
    const start = this.#bytes.byteOffset + this.#take(length * 8);
    const buffer = this.#bytes.buffer as ArrayBuffer;
    if (start % 8 === 0) return new Float64Array(buffer, start, length);
    return new Float64Array(buffer.slice(start, start + length * 8));
  }

  #take(length: number): number {
    const start = this.#at;
    if (length < 0 || length > this.#end - start) {
      throw new CodecError(`it ends at byte "${this.#end}" where "${length}" more are needed`);
    }
    this.#at = start + length;
    return start;
  }
}
