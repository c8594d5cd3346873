import type { ExampleBatch, NumberList } from "./example-batch.ts";

/** What outputs are: scores of classes, pictures, or just values. */
export type OutputKind = "classes" | "pictures" | "values";

export interface OutputFacts {
  readonly classes: readonly string[] | undefined;
  /** Rows, columns and channels of what stands in flat rows. */
  readonly imageShape: readonly number[] | undefined;
}

/**
 * Scores when classes are named or every row is a distribution, one value with two classes included; else pictures when
 * they have the shape of some; else values.
 */
export function outputKind(outputs: ExampleBatch, { classes, imageShape }: OutputFacts): OutputKind {
  const { size } = outputs;
  if (size > 1 && (classes?.length === size || isDistribution(outputs))) return "classes";
  if (size === 1 && classes?.length === 2) return "classes";
  return pictureShape(outputs, imageShape) === undefined ? "values" : "pictures";
}

/** Rows, columns and channels of each example; undefined when they are no pictures. */
export function pictureShape(
  batch: ExampleBatch,
  imageShape: readonly number[] | undefined,
): readonly number[] | undefined {
  if (imageShape?.reduce((product, length) => product * length, 1) === batch.size) return imageShape;
  const [height = 0, width = 0, channels = 1] = batch.shape;
  const isPicture = [2, 3].includes(batch.shape.length) && height > 1 && width > 1;
  return isPicture && [1, 3, 4].includes(channels) ? batch.shape : undefined;
}

/** The scores of all classes; one value is the score of the second of two. */
export function classScores(output: NumberList): readonly number[] {
  const [second = 0] = output;
  return output.length === 1 ? [1 - second, second] : [...output];
}

/** The place of the highest value, the first of several. */
export function highest(values: ArrayLike<number>): number {
  let place = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] as number) > (values[place] as number)) place = index;
  }
  return place;
}

const ROUNDING = 1e-3;

function isDistribution(outputs: ExampleBatch): boolean {
  for (let index = 0; index < outputs.count; index += 1) {
    let sum = 0;
    for (const value of outputs.at(index)) {
      if (!(value >= 0)) return false;
      sum += value;
    }
    if (Math.abs(sum - 1) > ROUNDING) return false;
  }
  return outputs.count > 0 && outputs.shape.length === 1;
}
