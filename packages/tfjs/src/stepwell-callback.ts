import { UsageError } from "@stepwell/core";
import { plainCallback } from "./plain-callback.ts";
import type { StepwellCallback } from "./plain-callback.ts";
import { tfCallback } from "./tf-callback.ts";
import type { TfLike, YieldEvery } from "./tfjs-shapes.ts";
import { createTrainingLog } from "./training-log.ts";
import { readTrainingOptions } from "./training-options.ts";
import type { TrainingOptions } from "./training-options.ts";

/** What a callback logs, and where. */
export interface StepwellCallbackOptions extends TrainingOptions {}

/** `StepwellCallbackOptions` of a callback that is given tfjs. */
export interface StepwellTfCallbackOptions<C extends object> extends StepwellCallbackOptions {
  /** The tfjs namespace. With it the callback is an instance of tfjs's class, learns the model by itself and never waits for a tensor. */
  readonly tf: TfLike<C>;
  /** Other callbacks, plain objects and class instances in any mix, called after ours. */
  readonly callbacks?: readonly object[];
  /** How often the event loop gets a turn, as in `model.fit`, which does not pass its own value on. Default `"auto"`. */
  readonly yieldEvery?: YieldEvery;
}

/**
 * A callback for `model.fit` and `model.fitDataset` that logs batches, epochs and the model's description into a run.
 * tfjs refuses some lists of plain and class callbacks; `{ tf, callbacks: [...] }` makes every mix work.
 * Throws `UsageError` for a bad option or when there is no run; in training it never throws, and what failed is in `stats()`.
 *
 * @example
 * await model.fit(xs, ys, { epochs: 5, callbacks: stepwellCallback({ tf }) });
 */
export function stepwellCallback<C extends object>(
  options: StepwellTfCallbackOptions<C>,
): C & StepwellCallback;
export function stepwellCallback(options?: StepwellCallbackOptions): StepwellCallback;
export function stepwellCallback(
  options: StepwellCallbackOptions & Partial<StepwellTfCallbackOptions<object>> = {},
): StepwellCallback {
  const shared = readTrainingOptions("create the callback", options, ["callbacks", "yieldEvery"]);
  const { model, tf, callbacks, yieldEvery = "auto" } = options;
  if (tf === undefined && callbacks !== undefined) {
    throw new UsageError(
      '[tfjs] Failed to create the callback: "callbacks" came without "tf". ' +
        "Pass both: stepwellCallback({ run, tf, callbacks: [...] }).",
    );
  }
  if (tf !== undefined && typeof (tf as Partial<TfLike> | null)?.CustomCallback !== "function") {
    throw new UsageError(
      '[tfjs] Failed to create the callback: "tf" has no "CustomCallback". ' +
        'Give all of tfjs: import * as tf from "@tensorflow/tfjs".',
    );
  }
  if (callbacks !== undefined && !isListOfObjects(callbacks)) {
    throw new UsageError(
      '[tfjs] Failed to create the callback: "callbacks" is no list of objects. ' +
        "Give one, as [tf.callbacks.earlyStopping()].",
    );
  }
  const own = plainCallback(createTrainingLog({ ...shared, tf, optimizer: undefined }), model);
  return tf === undefined ? own : tfCallback({ tf, own, others: callbacks ?? [], yieldEvery, model });
}

function isListOfObjects(given: unknown): boolean {
  return Array.isArray(given) && given.every((each) => typeof each === "object" && each !== null);
}
