import type { TensorLike } from "../session-like.ts";
import { halfToNumber } from "./half-to-number.ts";

const NUMERIC = new Set(
  "float32 float64 float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool".split(" "),
);

/** Where sampled numbers go. */
export interface SampleTarget {
  readonly values: Float64Array;
  /** The first place. */
  readonly from: number;
  /** How many there is room for. */
  readonly limit: number;
}

/**
 * Writes numbers of a tensor: all of a small one; of a large one, a random number of each of `limit` equal parts, so that
 * no period in it is met or missed every time. Returns how many; -1 for text and for types that are no plain numbers.
 */
export function sampleTensor(
  { type, data }: Pick<TensorLike, "type" | "data">,
  { values, from, limit }: SampleTarget,
  random: () => number,
): number {
  if (!NUMERIC.has(type)) return -1;
  const { length } = data;
  const count = Math.min(length, limit);
  const isBits = type === "float16" && data instanceof Uint16Array;
  const part = length / limit;
  for (let index = 0; index < count; index++) {
    const place = length <= limit ? index : Math.min(length - 1, Math.floor((index + random()) * part));
    const value = data[place] as number | bigint;
    values[from + index] = isBits ? halfToNumber(value as number) : Number(value);
  }
  return count;
}
