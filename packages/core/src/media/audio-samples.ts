import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { OrtTensorLike, TensorLike } from "../encode/array-like.ts";
import { showValue } from "../show-value.ts";
import { describes, showShape } from "./axes.ts";

/** Sound as numbers; channels lie beside each other, a tensor has an axis for them. */
export type Samples =
  | Float32Array
  | Float64Array
  | Int16Array
  | Int32Array
  | readonly number[]
  | TensorLike
  | OrtTensorLike;

const MAX_CHANNELS = 64;

/** Samples from -1 to 1 and how many channels they are of. Throws `UsageError`. */
export function readSamples(
  data: Samples,
  given: number | undefined,
): { readonly samples: ArrayLike<number>; readonly channels: number } {
  if (Array.isArray(data)) {
    // The list's own methods skip its holes.
    for (let index = 0; index < data.length; index++) {
      const sample: unknown = data[index];
      if (typeof sample !== "number") return refuse(`sample "${index}" is "${showValue(sample)}"`);
    }
    return shared(data, data.length, given ?? 1);
  }
  const numbers = typeof data === "object" && data !== null ? asNumberArray(data) : undefined;
  if (numbers === undefined) return refuse(`the data is "${showValue(data)}", neither a path nor samples`);
  const { shape } = numbers;
  const count = numbers.data.length;
  if (shape.length > 2 || !describes(shape, count)) {
    return refuse(`shape "${showShape(shape)}" does not describe "${count}" numbers as samples and channels`);
  }
  return shared(toUnit(numbers.data), count, given ?? shape[1] ?? 1);
}

/** Numbers of 16 and 32 bits as parts of their largest. */
function toUnit(data: object): ArrayLike<number> {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  if (data instanceof Int16Array) return Float64Array.from(data, (sample) => sample / 2 ** 15);
  if (data instanceof Int32Array) return Float64Array.from(data, (sample) => sample / 2 ** 31);
  return refuse(`the samples are a "${data.constructor.name}"`);
}

function shared(samples: ArrayLike<number>, count: number, channels: number) {
  if (Number.isInteger(channels) && channels >= 1 && channels <= MAX_CHANNELS && count % channels === 0) {
    return { samples, channels };
  }
  throw new UsageError(
    `[core] Failed to make audio: "${count}" samples can't be shared by "${showValue(channels)}" channels. Give { channels: 2 } for left and right in turn.`,
  );
}

function refuse(reason: string): never {
  throw new UsageError(
    `[core] Failed to make audio: ${reason}. Give a path, bytes with a format, or a Float32Array, Int16Array or list of numbers with a sampleRate.`,
  );
}
