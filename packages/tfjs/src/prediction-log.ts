import { imagesOf } from "./prediction-images.ts";
import { tableOf } from "./prediction-table.ts";
import { createPredictor } from "./predictor.ts";
import type { PredictionOptions } from "./predictor.ts";
import type { ExamplesLike, PredictorLike } from "./tfjs-shapes.ts";

/** Examples whose predictions are logged while a model learns. */
export interface ValidationOptions extends PredictionOptions {
  /** The model's input, or its inputs. They stay the caller's, and must live as long as the training. */
  readonly data: ExamplesLike | readonly ExamplesLike[];
  /** Default `"table"`. */
  readonly as?: "table" | "images";
  /** After each nth epoch. Default 1. */
  readonly every?: number;
  /** Under `epoch/`. Default `predictions`. */
  readonly key?: string;
}

/** The predictions in the rows of epochs. */
export interface PredictionLog {
  isDue(epoch: number): boolean;
  /** Predicts before it returns. Rejects with what tfjs throws. */
  read(model: PredictorLike): Promise<Record<string, unknown>>;
}

export function createPredictionLog(options: ValidationOptions): PredictionLog {
  const { data, as = "table", every = 1, key = "predictions" } = options;
  const predictor = createPredictor(data, options);
  return {
    isDue: (epoch) => (epoch + 1) % every === 0,
    async read(model) {
      const examples = await predictor.read(model);
      return { [`epoch/${key}`]: as === "table" ? tableOf(examples, options) : imagesOf(examples, options) };
    },
  };
}
