import { Image, Table } from "@stepwell/core";
import { pictureShape } from "./interpret-outputs.ts";
import { predictedExamples } from "./predicted-example.ts";
import type { PredictedExample } from "./predicted-example.ts";
import { createPredictor } from "./predictor.ts";
import type { PredictedExamples, PredictionOptions } from "./predictor.ts";
import type { ExamplesLike, PredictorLike } from "./tfjs-shapes.ts";

/** Longer inputs that are no pictures are left out, and so are scores of more classes than this. */
const MAX_INPUT_VALUES = 256;
const MAX_SCORES = 20;

/**
 * A table of what a model makes of examples: pictures where inputs or outputs are some, classes with their scores where
 * outputs are these, and the truth beside it where `labels` are given. Rejects when tfjs can't predict them.
 *
 * @example run.log({ predictions: await predictionTable(model, xs, { labels: ys, classes: ["cat", "dog"] }) });
 */
export async function predictionTable(
  model: PredictorLike,
  data: ExamplesLike | readonly ExamplesLike[],
  options: PredictionOptions = {},
): Promise<Table> {
  return tableOf(await createPredictor(data, options).read(model), options);
}

/** The table of examples that were read. */
export function tableOf(read: PredictedExamples, options: PredictionOptions): Table {
  const { classes, imageShape } = options;
  const examples = predictedExamples(read, { classes, imageShape });
  const outputShape = pictureShape(read.outputs, imageShape);
  const records = examples.map((example, index) => ({
    ...inputCells(read, index),
    ...(example.kind === "classes" ? classCells(example, classes) : valueCells(example, outputShape)),
  }));
  return Table.from(records);
}

function inputCells(read: PredictedExamples, index: number): Record<string, unknown> {
  const cells = read.inputs.map((input, place) => {
    const name = read.inputs.length === 1 ? "input" : `input_${String(place)}`;
    const picture = place === 0 ? read.picture(index) : undefined;
    if (picture !== undefined) return [name, picture];
    return [name, input.size === 1 ? input.at(index)[0] : [...input.at(index)]];
  });
  return Object.fromEntries(cells.filter((_, place) => isShown(read, place))) as Record<string, unknown>;
}

function isShown({ inputs, picture }: PredictedExamples, place: number): boolean {
  if (place === 0 && picture(0) !== undefined) return true;
  return (inputs[place]?.size ?? 0) <= MAX_INPUT_VALUES;
}

function classCells(example: PredictedExample, classes: readonly string[] | undefined): object {
  const { truth, prediction, scores } = example;
  const named = scores.map((score, place) => [`score_${classes?.[place] ?? String(place)}`, score] as const);
  return {
    ...(truth === undefined ? {} : { truth, correct: truth === prediction }),
    prediction,
    score: Math.max(...scores),
    ...(named.length > MAX_SCORES ? {} : Object.fromEntries(named)),
  };
}

function valueCells(
  { kind, truth, prediction }: PredictedExample,
  shape: readonly number[] | undefined,
): Record<string, unknown> {
  const cell = (value: PredictedExample["prediction"]): unknown => {
    if (typeof value !== "object") return value;
    return kind === "pictures" && shape !== undefined ? new Image(value, { shape }) : [...value];
  };
  const isNumber = typeof truth === "number" && typeof prediction === "number";
  return {
    ...(truth === undefined ? {} : { truth: cell(truth) }),
    prediction: cell(prediction),
    ...(isNumber ? { error: prediction - truth } : {}),
  };
}
