import { Image } from "@stepwell/core";
import { pictureShape } from "./interpret-outputs.ts";
import { predictedExamples } from "./predicted-example.ts";
import type { PredictedExample } from "./predicted-example.ts";
import { createPredictor } from "./predictor.ts";
import type { PredictedExamples, PredictionOptions } from "./predictor.ts";
import type { ExamplesLike, PredictorLike } from "./tfjs-shapes.ts";

/**
 * Pictures of what a model makes of examples: its outputs where these are pictures, as an autoencoder's, or else its
 * inputs with the prediction, and the truth where `labels` are given, as caption. Rejects when there are no pictures.
 *
 * @example run.log({ samples: await predictionImages(generator, noise, { imageShape: [28, 28] }) });
 */
export async function predictionImages(
  model: PredictorLike,
  data: ExamplesLike | readonly ExamplesLike[],
  options: PredictionOptions = {},
): Promise<Image[]> {
  return imagesOf(await createPredictor(data, options).read(model), options);
}

/** The pictures of examples that were read. */
export function imagesOf(read: PredictedExamples, { classes, imageShape }: PredictionOptions): Image[] {
  const shape = pictureShape(read.outputs, imageShape);
  return predictedExamples(read, { classes, imageShape }).map((example, index) => {
    if (example.kind === "pictures" && shape !== undefined) {
      return new Image(read.outputs.at(index), { shape });
    }
    const picture = read.picture(index);
    if (picture === undefined) throw noPictures(read);
    return new Image(picture, { caption: captionOf(example) });
  });
}

function captionOf({ prediction, truth }: PredictedExample): string {
  const predicted = textOf(prediction);
  if (truth === undefined) return predicted;
  const expected = textOf(truth);
  return predicted === expected ? predicted : `${predicted} (truth: ${expected})`;
}

const MAX_VALUES = 8;

function textOf(value: PredictedExample["prediction"]): string {
  if (typeof value === "string" || Number.isInteger(value)) return String(value);
  const values = typeof value === "number" ? [value] : [...value.slice(0, MAX_VALUES)];
  return values.map((number) => number.toPrecision(4)).join(", ");
}

function noPictures({ inputs, outputs }: PredictedExamples): Error {
  const shapes = [...inputs, outputs].map(({ shape }) => `[${shape.join(", ")}]`).join(", ");
  return new Error(
    `[tfjs] Failed to show predictions as images: examples of the shapes "${shapes}" are no pictures. Give { imageShape: [height, width] }, or make a table.`,
  );
}
