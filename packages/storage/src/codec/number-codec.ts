import { createByteSink } from "./byte-sink.ts";
import type { ByteSink } from "./byte-sink.ts";
import type { ByteSource } from "./byte-source.ts";
import { CodecError } from "./codec-error.ts";

/** How numbers are laid out. Every mode gives the very same bits back, but for the payload of a NaN. */
export const NumberMode = { raw: 0, constant: 1, linear: 2, single: 3, deltas: 4 } as const;

const FEW = 8;

/** Writes numbers as they are, in `raw` mode. */
export function writeRawNumbers(sink: ByteSink, values: Float64Array): void {
  // A view costs as much as some numbers, and a wide row has a column for each of its keys.
  if (values.length <= FEW) for (let at = 0; at < values.length; at++) sink.f64(values[at] as number);
  else sink.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** Writes numbers in the smallest mode that fits and returns the mode. */
export function writeNumbers(sink: ByteSink, values: Float64Array): number {
  const first = values.length > 0 ? (values[0] as number) : 0;
  const stride = values.length > 1 ? (values[1] as number) - first : 0;
  if (values.every((value) => Object.is(value, first))) {
    sink.f64(first);
    return NumberMode.constant;
  }
  if (values.every((value, index) => Object.is(value, first + stride * index))) {
    sink.f64(first);
    sink.f64(stride);
    return NumberMode.linear;
  }
  const deltas = deltasOf(values);
  const single = values.every((value) => Object.is(Math.fround(value), value));
  if (deltas !== undefined && deltas.length < values.length * (single ? 4 : 8)) {
    sink.bytes(deltas);
    return NumberMode.deltas;
  }
  if (single) {
    const singles = Float32Array.from(values);
    sink.bytes(new Uint8Array(singles.buffer));
    return NumberMode.single;
  }
  writeRawNumbers(sink, values);
  return NumberMode.raw;
}

/** Reads `size` numbers. */
export function readNumbers(source: ByteSource, mode: number, size: number): Float64Array {
  switch (mode) {
    case NumberMode.raw:
      return source.f64s(size);
    case NumberMode.constant:
      return new Float64Array(size).fill(source.f64());
    case NumberMode.linear:
      return linear(size, source.f64(), source.f64());
    case NumberMode.single:
      return singles(source.bytes(size * 4), size);
    case NumberMode.deltas:
      return readDeltas(source, size);
    default:
      throw new CodecError(`the number layout "${mode}" is not known`);
  }
}

const SCALES = [1, 1e3, 1e6] as const;
const SAMPLE = 8;

/** Differences of differences of the values as whole numbers at a decimal scale; undefined when they are none. */
function deltasOf(values: Float64Array): Uint8Array | undefined {
  const sample = values.subarray(0, SAMPLE);
  const exponent = SCALES.findIndex((scale) => sample.every((value) => isWhole(value, scale)));
  const scale = SCALES[exponent];
  if (scale === undefined) return undefined;
  const sink = createByteSink(values.length * 3);
  sink.u8(exponent);
  let before = 0;
  let delta = 0;
  for (const value of values) {
    if (!isWhole(value, scale)) return undefined;
    const whole = Math.round(value * scale);
    const next = whole - before;
    const change = next - delta;
    // Zigzag; a change has at most 55 bits, and what is not exact any more is refused here.
    const zigzag = change < 0 ? -2 * change - 1 : 2 * change;
    if (zigzag > Number.MAX_SAFE_INTEGER) return undefined;
    sink.varint(zigzag);
    before = whole;
    delta = next;
  }
  return sink.view();
}

function isWhole(value: number, scale: number): boolean {
  // Adding zero makes a negative zero positive, which is then seen as not the same.
  const whole = Math.round(value * scale) + 0;
  return Number.isSafeInteger(whole) && Object.is(whole / scale, value);
}

function readDeltas(source: ByteSource, size: number): Float64Array {
  const scale = SCALES[source.u8()];
  if (scale === undefined) throw new CodecError("its decimal scale is not known");
  const values = new Float64Array(size);
  let before = 0;
  let delta = 0;
  for (let index = 0; index < size; index++) {
    const zigzag = source.varint();
    delta += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    before += delta;
    values[index] = before / scale;
  }
  return values;
}

function linear(size: number, first: number, stride: number): Float64Array {
  const values = new Float64Array(size);
  for (let index = 0; index < size; index++) values[index] = first + stride * index;
  return values;
}

function singles(bytes: Uint8Array, size: number): Float64Array {
  return Float64Array.from(new Float32Array(bytes.slice().buffer, 0, size));
}
