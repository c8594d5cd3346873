import type { TypedArray } from "@stepwell/core";

/** What a sample keeps of a tensor. */
export interface TensorDigest {
  /** Values of any kind. */
  readonly size: number;
  /** The smallest finite value; not finite itself when there is none. */
  readonly low: number;
  /** The largest finite value. */
  readonly high: number;
  /** Finite values in each of the equal bins from `low` to `high`, the last one closed. Undefined when the bins of a range this wide have no edges. */
  readonly counts: readonly number[] | undefined;
  /** The L2 norm of the finite values. */
  readonly norm: number;
  readonly nan: number;
  readonly infinite: number;
  /** Units whose values are all 0; undefined where no units were named. */
  readonly zeroUnits: number | undefined;
}

/** How a tensor is digested. */
export interface DigestOptions {
  readonly bins: number;
  /** How many units lie along the last axis. */
  readonly units?: number | undefined;
}

/**
 * Digests values in single precision. A value's bin is `(value - low) * bins / (high - low)`, each operation rounded as
 * a device rounds it, so that both count alike.
 */
export function digestValues(data: TypedArray, { bins, units }: DigestOptions): TensorDigest {
  const values = data instanceof Float32Array ? data : Float32Array.from(data as Iterable<number>, Number);
  const { low, high, norm, nan, infinite } = measure(values);
  return {
    size: values.length,
    low,
    high,
    counts: countValues(values, low, high, bins),
    norm,
    nan,
    infinite,
    zeroUnits: units === undefined ? undefined : countZeroUnits(values, units),
  };
}

function measure(values: Float32Array): {
  low: number;
  high: number;
  norm: number;
  nan: number;
  infinite: number;
} {
  let low = Infinity;
  let high = -Infinity;
  let squares = 0;
  let finite = 0;
  let nan = 0;
  // Indexed loops take half the time of iterators here.
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    // False for NaN and the infinities, and the only test that a finite value takes.
    if (value - value === 0) {
      if (value < low) low = value;
      if (value > high) high = value;
      squares += value * value;
      finite += 1;
    } else if (value !== value) nan += 1;
  }
  return { low, high, norm: Math.sqrt(squares), nan, infinite: values.length - finite - nan };
}

function countValues(values: Float32Array, low: number, high: number, bins: number): number[] {
  const counts = new Float64Array(bins);
  const last = bins - 1;
  const range = Math.fround(high - low);
  // A range that is too wide for single precision is scaled down, by a power of two: digits stay as they are.
  const scale = Math.fround(range * bins) < Infinity ? 1 : 2 ** -10;
  const from = low * scale;
  const width = scale === 1 ? range : Math.fround((high - low) * scale);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value - value !== 0) continue;
    const place = Math.fround(Math.fround(Math.fround(value * scale - from) * bins) / width);
    // NaN where all values are one: the first bin.
    const bin = place >= last ? last : place >= 1 ? place | 0 : 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return Array.from(counts);
}

function countZeroUnits(values: Float32Array, units: number): number {
  const isLive = new Uint8Array(units);
  let unit = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] !== 0) isLive[unit] = 1;
    unit += 1;
    if (unit === units) unit = 0;
  }
  return isLive.reduce((zero, live) => zero - live, units);
}
