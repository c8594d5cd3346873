import type { TypedArray } from "@stepwell/core";
import type { ModelLike, NamedTensor } from "./model-like.ts";
import { digestValues } from "./tensor-digest.ts";
import type { TensorDigest } from "./tensor-digest.ts";

/** A digest for each tensor; undefined for one that could not be read. */
export type Digests = readonly (TensorDigest | undefined)[];

/**
 * Digests tensors as they are now: on their device where the model can, at once where their values lie at hand, else
 * when they have been read. All reads begin before this returns. Never throws, never rejects.
 */
export function digestTensors(
  model: ModelLike,
  tensors: readonly NamedTensor[],
  bins: number,
): Digests | Promise<Digests> {
  const onDevice = digestThere(model, tensors, bins);
  if (onDevice !== undefined) return onDevice.catch(() => tensors.map(() => undefined));
  const read = tensors.map(readTensor);
  const digest = (values: TypedArray | undefined, index: number): TensorDigest | undefined =>
    values && digestOne(values, { bins, units: tensors[index]?.units?.count });
  if (!read.some((values) => values instanceof Promise))
    return (read as (TypedArray | undefined)[]).map(digest);
  return Promise.all(read.map((values) => Promise.resolve(values))).then((all) => all.map(digest));
}

function digestThere(
  model: ModelLike,
  tensors: readonly NamedTensor[],
  bins: number,
): Promise<Digests> | undefined {
  try {
    return model.digest?.(tensors, bins);
  } catch {
    // A device that lacks an operation still gives its values.
    return undefined;
  }
}

function readTensor(tensor: NamedTensor): TypedArray | undefined | Promise<TypedArray | undefined> {
  try {
    const values = tensor.read();
    return values instanceof Promise ? values.catch(() => undefined) : values;
  } catch {
    return undefined;
  }
}

function digestOne(...given: Parameters<typeof digestValues>): TensorDigest | undefined {
  try {
    return digestValues(...given);
  } catch {
    return undefined;
  }
}
