import type { ByteReader } from "@stepwell/protocol";

/** A tensor of a summary: its shape, and either numbers or byte strings. */
export interface Tensor {
  readonly shape: readonly number[];
  /** Undefined for strings, and for element types that no summary uses. */
  readonly numbers: ArrayLike<number> | undefined;
  readonly strings: readonly Uint8Array[];
}

/** Numbers of the enumeration `DataType`, and how their elements lie in `tensor_content`. */
const ELEMENTS: Readonly<
  Record<number, readonly [bytes: number, read: (v: DataView, at: number) => number]>
> = {
  1: [4, (view, at) => view.getFloat32(at, true)],
  2: [8, (view, at) => view.getFloat64(at, true)],
  3: [4, (view, at) => view.getInt32(at, true)],
  4: [1, (view, at) => view.getUint8(at)],
  5: [2, (view, at) => view.getInt16(at, true)],
  6: [1, (view, at) => view.getInt8(at)],
  9: [8, (view, at) => Number(view.getBigInt64(at, true))],
  10: [1, (view, at) => view.getUint8(at)],
  14: [2, (view, at) => fromBfloat(view.getUint16(at, true))],
  17: [2, (view, at) => view.getUint16(at, true)],
  19: [2, (view, at) => fromHalf(view.getUint16(at, true))],
  22: [4, (view, at) => view.getUint32(at, true)],
  23: [8, (view, at) => Number(view.getBigUint64(at, true))],
};
const BFLOAT = 14;
/** A fill value can stand for a tensor of any size; summaries have far fewer elements. */
const MAX_FILLED = 1_000_000;

/** Reads a `TensorProto`. Throws `NotProtobuf`. */
export function decodeTensor(reader: ByteReader): Tensor {
  let type = 0;
  let shape: number[] = [];
  let content: Uint8Array | undefined;
  const numbers: number[] = [];
  const strings: Uint8Array[] = [];
  const add = (found: readonly number[]): void => {
    for (const value of found) numbers.push(value);
  };
  while (reader.next()) {
    if (reader.field === 1) type = reader.integer();
    else if (reader.field === 2) shape = decodeShape(reader.message());
    else if (reader.field === 4) content = reader.view();
    else if (reader.field === 5) add(floats(reader));
    else if (reader.field === 6) add(doubles(reader));
    else if (reader.field === 8) strings.push(reader.view());
    else if ([7, 10, 11, 16, 17].includes(reader.field)) add(reader.integers());
    else if (reader.field === 13) add(reader.integers().map(type === BFLOAT ? fromBfloat : fromHalf));
    else reader.skip();
  }
  const read = content === undefined || content.length === 0 ? undefined : fromContent(content, type);
  const found = read ?? filled(numbers, shape);
  return { shape, numbers: found.length === 0 ? undefined : found, strings };
}

function decodeShape(reader: ByteReader): number[] {
  const shape: number[] = [];
  while (reader.next()) {
    if (reader.field !== 2) {
      reader.skip();
      continue;
    }
    const dimension = reader.message();
    let size = 0;
    while (dimension.next()) {
      if (dimension.field === 1) size = dimension.integer();
      else dimension.skip();
    }
    shape.push(size);
  }
  return shape;
}

function fromContent(content: Uint8Array, type: number): Float64Array | undefined {
  const element = ELEMENTS[type];
  if (element === undefined) return undefined;
  const [size, read] = element;
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  return Float64Array.from({ length: Math.floor(content.length / size) }, (_, at) => read(view, at * size));
}

/** A tensor whose last elements are all equal may leave them out. */
function filled(numbers: number[], shape: readonly number[]): number[] {
  const count = shape.reduce((product, size) => product * size, 1);
  const last = numbers.at(-1);
  if (last === undefined || count <= numbers.length || count > MAX_FILLED) return numbers;
  return [...numbers, ...Array.from({ length: count - numbers.length }, () => last)];
}

function floats(reader: ByteReader): number[] {
  return reader.wireType === 5 ? [reader.float()] : packed(reader.view(), 1);
}

/** The doubles of a repeated field: packed, or one of those that are not. Throws `NotProtobuf`. */
export function doubles(reader: ByteReader): number[] {
  return reader.wireType === 1 ? [reader.double()] : packed(reader.view(), 2);
}

function packed(bytes: Uint8Array, type: 1 | 2): number[] {
  return Array.from(fromContent(bytes, type) ?? []);
}

function fromBfloat(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, (bits & 0xffff) * 0x10000);
  return view.getFloat32(0);
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
