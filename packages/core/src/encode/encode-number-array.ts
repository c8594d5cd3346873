import type { Json } from "@stepwell/protocol";
import type { NumberArray } from "./array-like.ts";
import { encodeBigint } from "./encode-bigint.ts";
import { numpyHistogram } from "./numpy-histogram.ts";
import type { Purpose } from "./purpose.ts";

const LIST_LIMIT = 32;
const BINS = 32;

/**
 * An array of numbers by its size: one element is a scalar, up to 32 are nested lists, more are a histogram in a row,
 * statistics in a summary, and text in a config. Undefined when a large array in a row holds a value that is not finite.
 */
export function encodeNumberArray(array: NumberArray, purpose: Purpose): Json | undefined {
  const { data, shape } = array;
  if (data.length === 1) return element(array, 0, purpose);
  if (data.length <= LIST_LIMIT) return nested(array, shape.length === 0 ? [data.length] : shape, 0, purpose);
  if (purpose === "config") return shortText(array);
  if (purpose === "summary") return statistics(array);
  const bins = numpyHistogram(data, BINS);
  return bins && { _type: "histogram", values: bins.counts, bins: bins.edges };
}

function element(array: NumberArray, index: number, purpose: Purpose): Json {
  const value = array.data[index] as number | bigint;
  if (array.boolean) return value !== 0;
  if (purpose === "config" && Number.isNaN(value)) return null;
  return typeof value === "bigint" ? encodeBigint(value) : value;
}

function nested(array: NumberArray, shape: readonly number[], offset: number, purpose: Purpose): Json {
  const [length = 0, ...inner] = shape;
  const stride = inner.reduce((product, size) => product * size, 1);
  const list: Json[] = [];
  for (let index = 0; index < length; index++) {
    const at = offset + index * stride;
    list.push(inner.length === 0 ? element(array, at, purpose) : nested(array, inner, at, purpose));
  }
  return list;
}

function statistics(array: NumberArray): Json {
  const sorted = Float64Array.from(array.data as ArrayLike<number | bigint>, Number).sort();
  const size = sorted.length;
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sum / size;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  return {
    _type: array.name,
    var: squares / size,
    mean,
    min: sorted[0] as number,
    max: sorted[size - 1] as number,
    "10%": percentile(sorted, 0.1),
    "25%": percentile(sorted, 0.25),
    "75%": percentile(sorted, 0.75),
    "90%": percentile(sorted, 0.9),
    size,
  };
}

function percentile(sorted: Float64Array, fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

function shortText({ data, name }: NumberArray): string {
  const head = [...data.slice(0, 3)].join(", ");
  const tail = [...data.slice(-3)].join(", ");
  return `${name}(${data.length}) [${head}, …, ${tail}]`;
}
