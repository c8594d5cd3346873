import { Image, UsageError } from "@stepwell/core";
import { readExamples, readOutputs } from "./example-batch.ts";
import type { ExampleBatch } from "./example-batch.ts";
import { pictureShape } from "./interpret-outputs.ts";
import { isTensor } from "./tfjs-shapes.ts";
import type { ExamplesLike, PredictorLike } from "./tfjs-shapes.ts";

/** Which examples are predicted, and how they are shown. */
export interface PredictionOptions {
  /** What is true of each example: the number or name of its class, a one-hot row, or values. */
  readonly labels?: ExamplesLike | ArrayLike<number> | ArrayLike<string>;
  /** Names of the classes, in the order of the outputs. */
  readonly classes?: readonly string[];
  /** How many examples, from the first on. Default 36. */
  readonly count?: number;
  /** `[height, width]` or `[height, width, channels]` of pictures that stand in flat rows. */
  readonly imageShape?: readonly number[];
  /** Which output of a model with several. Default 0. */
  readonly output?: number;
}

/** Examples of which only the outputs change while a model learns. */
export interface Predictor {
  /** Reads what a model makes of them now; all that is read of tensors begins before it returns. */
  read(model: PredictorLike): Promise<PredictedExamples>;
}

export interface PredictedExamples {
  readonly outputs: ExampleBatch;
  /** One for each input of the model. */
  readonly inputs: readonly ExampleBatch[];
  readonly labels: ExampleBatch | ArrayLike<number> | ArrayLike<string> | undefined;
  /** The first input of an example as a picture; undefined when it is none. The same object each time. */
  picture(index: number): Image | undefined;
}

const DEFAULT_COUNT = 36;

export function createPredictor(
  data: ExamplesLike | readonly ExamplesLike[],
  options: PredictionOptions,
): Predictor {
  const { count = DEFAULT_COUNT, imageShape, labels, output = 0 } = options;
  const tensors = isTensor(data) ? [data as ExamplesLike] : (data as readonly ExamplesLike[]);
  if (!isListOfTensors(tensors)) {
    throw new UsageError(
      "[tfjs] Failed to predict examples: what came is no tensor, and no list of them. " +
        "Give the model's input, as tf.tensor2d([[1, 2]]).",
    );
  }
  const pictures = new Map<number, Image>();
  let given: Promise<[readonly ExampleBatch[], PredictedExamples["labels"]]> | undefined;

  function readGiven(): NonNullable<typeof given> {
    const inputs = Promise.all(tensors.map((tensor) => readExamples(tensor, count)));
    return Promise.all([inputs, isTensor(labels) ? readExamples(labels as ExamplesLike, count) : labels]);
  }

  return {
    async read(model) {
      given ??= readGiven();
      const outcome = Promise.all([readOutputs(model, tensors, { count, output }), given]);
      const [outputs, [inputs, read]] = await outcome;
      const first = inputs[0];
      const shape = first && pictureShape(first, imageShape);
      return {
        outputs,
        inputs,
        labels: read,
        picture(index) {
          if (first === undefined || shape === undefined) return undefined;
          const known = pictures.get(index) ?? new Image(first.at(index), { shape });
          pictures.set(index, known);
          return known;
        },
      };
    },
  };
}

function isListOfTensors(given: unknown): boolean {
  return Array.isArray(given) && given.length > 0 && given.every(isTensor);
}
