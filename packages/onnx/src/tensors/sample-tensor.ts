import type { TensorLike } from "../session-like.ts";
import { halfToNumber } from "./half-to-number.ts";

const NUMERIC = new Set(
  "float32 float64 float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool".split(" "),
);

/**
 * Up to `limit` numbers of a tensor: all of a small one; of a large one, a random number of each of `limit` equal parts,
 * so that no period in it is met or missed every time. Undefined for text and for types that are no plain numbers.
 */
export function sampleTensor(
  { type, data }: Pick<TensorLike, "type" | "data">,
  limit: number,
  random: () => number,
): Float64Array | undefined {
  if (!NUMERIC.has(type)) return undefined;
  const { length } = data;
  const values = new Float64Array(Math.min(length, limit));
  const isBits = type === "float16" && data instanceof Uint16Array;
  const part = length / limit;
  for (let index = 0; index < values.length; index++) {
    const place = length <= limit ? index : Math.min(length - 1, Math.floor((index + random()) * part));
    const value = data[place] as number | bigint;
    values[index] = isBits ? halfToNumber(value as number) : Number(value);
  }
  return values;
}
