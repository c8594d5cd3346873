import { decodeUtf8 } from "./utf8.ts";

/** Thrown for bytes that are not protobuf; decoders catch it, and never pass it on. */
export class NotProtobuf extends Error {}

/** Walks the fields of one protobuf message. Every read checks the message's bounds. */
export class ByteReader {
  readonly bytes: Uint8Array;
  #at: number;
  readonly #end: number;
  /** Number and wire type of the current field. */
  field = 0;
  wireType = 0;

  constructor(bytes: Uint8Array, from = 0, to: number = bytes.length) {
    this.bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  /** Goes to the next field; false at the end of the message. */
  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    if (this.field < 1 || this.field > 0x1fffffff) throw new NotProtobuf(`field number ${this.field}`);
    return true;
  }

  /** The current field as an integer; beyond 2^53 the nearest number. */
  integer(): number {
    this.#expect(0);
    return this.#varint();
  }

  boolean(): boolean {
    return this.integer() !== 0;
  }

  double(): number {
    this.#expect(1);
    const from = this.#take(8);
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + from, 8).getFloat64(0, true);
  }

  float(): number {
    this.#expect(5);
    const from = this.#take(4);
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + from, 4).getFloat32(0, true);
  }

  /** The current field's bytes, as a view. */
  view(): Uint8Array {
    this.#expect(2);
    const length = this.#varint();
    const from = this.#take(length);
    return this.bytes.subarray(from, from + length);
  }

  /** The integers of a repeated field: packed, or one of those that are not. */
  integers(): number[] {
    if (this.wireType === 0) return [this.#varint()];
    const list = this.message();
    const found: number[] = [];
    while (list.#at < list.#end) found.push(list.#varint());
    return found;
  }

  text(): string {
    this.#expect(2);
    const length = this.#varint();
    const from = this.#take(length);
    return decodeUtf8(this.bytes, from, from + length);
  }

  message(): ByteReader {
    this.#expect(2);
    const length = this.#varint();
    const from = this.#take(length);
    return new ByteReader(this.bytes, from, from + length);
  }

  /** A copy of the whole message's bytes. */
  copy(): Uint8Array {
    return this.bytes.slice(this.#at, this.#end);
  }

  skip(): void {
    if (this.wireType === 0) this.#varint();
    else if (this.wireType === 1) this.#take(8);
    else if (this.wireType === 2) this.#take(this.#varint());
    else if (this.wireType === 5) this.#take(4);
    else throw new NotProtobuf(`wire type ${this.wireType}`);
  }

  #expect(wireType: number): void {
    if (this.wireType !== wireType) {
      throw new NotProtobuf(`field ${this.field} has wire type ${this.wireType} instead of ${wireType}`);
    }
  }

  #take(length: number): number {
    const from = this.#at;
    if (length < 0 || length > this.#end - from)
      throw new NotProtobuf(`${length} bytes where fewer are left`);
    this.#at += length;
    return from;
  }

  #varint(): number {
    let low = 0;
    let at = this.#at;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte(at++);
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.#at = at;
        return low;
      }
    }
    let wide = BigInt(low);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.#byte(at++);
      wide |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.#at = at;
        return Number(BigInt.asIntN(64, wide));
      }
    }
    throw new NotProtobuf("an integer of more than ten bytes");
  }

  #byte(at: number): number {
    if (at >= this.#end) throw new NotProtobuf("an integer without end");
    return this.bytes[at] as number;
  }
}
