import type { TypedArray } from "@stepwell/core";
import { isTensor } from "./tfjs-shapes.ts";
import type { ExamplesLike, PredictorLike, TensorLike } from "./tfjs-shapes.ts";

/** The values of some examples, one after the other. */
export interface ExampleBatch {
  readonly count: number;
  /** Of one example. */
  readonly shape: readonly number[];
  /** Numbers in one example. */
  readonly size: number;
  /** The numbers of one example. */
  at(index: number): NumberList;
}

/** What tfjs reads a tensor of numbers or truth values as. */
export type NumberList = Float32Array | Int32Array | Uint8Array;

/** Reads the first `count` examples, as they are at the call. */
export async function readExamples(tensor: ExamplesLike, count: number): Promise<ExampleBatch> {
  const first = firstOf(tensor, count);
  try {
    return batchOf(await first.data(), [Math.min(count, tensor.shape[0] ?? 0), ...tensor.shape.slice(1)]);
  } finally {
    first.dispose();
  }
}

/** What a model makes of the first `count` examples now; `output` is the place among several outputs. */
export async function readOutputs(
  model: PredictorLike,
  inputs: readonly ExamplesLike[],
  { count, output }: { readonly count: number; readonly output: number },
): Promise<ExampleBatch> {
  const open: TensorLike[] = [];
  try {
    for (const input of inputs) open.push(firstOf(input, count));
    const predicted = model.predict(open.length === 1 ? (open[0] as TensorLike) : [...open]);
    const outputs: unknown[] = Array.isArray(predicted) ? predicted : [predicted];
    open.push(...outputs.filter(isTensor));
    const chosen = outputs[output];
    if (!isExamples(chosen)) throw noOutput(output, outputs.length);
    return batchOf(await chosen.data(), chosen.shape);
  } finally {
    // A model may hand back an input as it is.
    for (const tensor of new Set(open)) tensor.dispose();
  }
}

function firstOf(tensor: ExamplesLike, count: number): TensorLike {
  const [examples = 0, ...shape] = tensor.shape;
  return tensor.slice(
    tensor.shape.map(() => 0),
    [Math.min(count, examples), ...shape],
  );
}

function batchOf(values: TypedArray, [count = 0, ...shape]: readonly number[]): ExampleBatch {
  const size = shape.reduce((product, length) => product * length, 1);
  const numbers = values as NumberList;
  return { count, shape, size, at: (index) => numbers.subarray(index * size, (index + 1) * size) };
}

function isExamples(value: unknown): value is ExamplesLike {
  return isTensor(value) && Array.isArray(Reflect.get(value, "shape"));
}

function noOutput(output: number, count: number): Error {
  return new Error(
    `[tfjs] Failed to predict: the model has no tensor as its output "${output}", and "${count}" outputs. Choose one, as { output: 0 }.`,
  );
}
