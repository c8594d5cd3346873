import { config, defineMetric, log, UsageError } from "@stepwell/core";
import { systemClock } from "@stepwell/effects";
import type { Clock } from "@stepwell/effects";
import { parameterHistograms } from "@stepwell/watch";
import type { ParameterHistogramsOptions } from "@stepwell/watch";
import { modelLike } from "./model-like.ts";
import { plainCallback } from "./plain-callback.ts";
import type { StepwellCallback } from "./plain-callback.ts";
import type { RunLike } from "./run-like.ts";
import { tfCallback } from "./tf-callback.ts";
import type { LayersModelLike, TfLike, YieldEvery } from "./tfjs-shapes.ts";
import { createTrainingLog } from "./training-log.ts";
import type { LogEvery, ReadParameters } from "./training-log.ts";

/** What a callback logs, and where. */
export interface StepwellCallbackOptions {
  /** The run to log into. Default: the current run. */
  readonly run?: RunLike;
  /** Which batches become rows: `"batch"` each, n every nth, `"epoch"` none. Default `"batch"`. */
  readonly logEvery?: LogEvery;
  /** A histogram of each weight in the row of each epoch, under `parameters/<layer>/<weight>`. Default false. */
  readonly watch?: boolean | ParameterHistogramsOptions;
  /** The model that is fitted, for its learning rate and description. Needed where `tf` is not given. */
  readonly model?: LayersModelLike;
  /** Where durations come from. Default: the host's clock. */
  readonly clock?: Pick<Clock, "monotonic">;
}

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
  const {
    run = currentRun(),
    logEvery = "batch",
    watch = false,
    model,
    clock = systemClock,
    tf,
    callbacks,
    yieldEvery = "auto",
  } = options;
  checkLogEvery(logEvery);
  const own = plainCallback(
    createTrainingLog({ run, logEvery, clock, model, readParameters: parameterReader(watch) }),
  );
  if (tf !== undefined) return tfCallback({ tf, own, others: callbacks ?? [], yieldEvery, model });
  if (callbacks !== undefined) {
    throw new UsageError(
      '[tfjs] Failed to create the callback: "callbacks" came without "tf". ' +
        "Pass both: stepwellCallback({ run, tf, callbacks: [...] }).",
    );
  }
  return own;
}

function checkLogEvery(logEvery: unknown): void {
  if (logEvery === "batch" || logEvery === "epoch") return;
  if (typeof logEvery === "number" && Number.isInteger(logEvery) && logEvery > 0) return;
  throw new UsageError(
    `[tfjs] Failed to create the callback: "logEvery" is "${String(logEvery)}". ` +
      'Use "batch", "epoch" or a whole number of batches from 1.',
  );
}

function parameterReader(watch: boolean | ParameterHistogramsOptions): ReadParameters | undefined {
  if (watch === false) return undefined;
  return (model) => parameterHistograms(modelLike(model), watch === true ? {} : watch);
}

function currentRun(): RunLike {
  // Read now, so that a callback without a run fails here and not in the training.
  return { log, defineMetric, config: { update: config.update } };
}
