import { currentRun, UsageError } from "@stepwell/core";
import { systemClock } from "@stepwell/effects";
import type { Clock } from "@stepwell/effects";
import { checkWatchOptions } from "@stepwell/watch";
import { checkNames } from "./check-names.ts";
import { createPredictionLog } from "./prediction-log.ts";
import type { ValidationOptions } from "./prediction-log.ts";
import type { RunLike } from "./run-like.ts";
import type { SaveModelOptions } from "./save-model.ts";
import type { LayersModelLike } from "./tfjs-shapes.ts";
import type { LogEvery, TrainingLogOptions } from "./training-log.ts";
import type { FitWatchSettings } from "./watch/fit-watch.ts";

/** What is logged of a training, and where. */
export interface TrainingOptions {
  /** The run to log into. Default: the current run. */
  readonly run?: RunLike;
  /** Which batches become rows: `"batch"` each, n every nth, `"epoch"` none. Default `"batch"`. */
  readonly logEvery?: LogEvery;
  /** Watches the model as `watch(model, options)` does: true for gradients at every 1000th batch. Default false. */
  readonly watch?: boolean | FitWatchSettings;
  /** Saves the model as an artifact: after each epoch that is the best so far, or when the training is over. Default: neither. */
  readonly saveModel?: "best" | "last" | SaveModelOptions;
  /** Examples whose predictions are logged with the epochs, as a table or as images. Default: none. */
  readonly validation?: ValidationOptions;
  /** The model that is fitted. Needed where `tf` is not given; with it a Sequential is described and saved as such. */
  readonly model?: LayersModelLike;
  /** Where durations come from. Default: the host's clock. */
  readonly clock?: Pick<Clock, "monotonic">;
}

const NAMES = ["run", "logEvery", "watch", "saveModel", "validation", "model", "clock", "tf"];
const SAVE_NAMES = ["keep", "monitor", "mode", "every", "name"];
const VALIDATION_NAMES = [
  ...["data", "labels", "classes", "count", "imageShape", "output"],
  ...["as", "every", "key"],
];

/**
 * Reads the options that callback and loop share. `what` is for messages, `others` names options that only one of them
 * has. Throws `UsageError` for bad ones and without a run.
 */
export function readTrainingOptions(
  what: string,
  options: TrainingOptions,
  others: readonly string[],
): Omit<TrainingLogOptions, "tf" | "optimizer"> {
  checkNames(options, { what, of: "options", known: [...NAMES, ...others] });
  const { logEvery = "batch", watch = false, saveModel, validation, model, clock = systemClock } = options;
  const refuse = (reason: string): never => {
    throw new UsageError(`[tfjs] Failed to ${what}: ${reason}`);
  };
  if (options.run !== undefined && !isRun(options.run))
    refuse('"run" has no "log". Give what "await init()" resolves with.');
  if (logEvery !== "batch" && logEvery !== "epoch" && !isCount(logEvery)) {
    const reason = `"logEvery" is "${String(logEvery)}"`;
    refuse(`${reason}. Use "batch", "epoch" or a whole number of batches from 1.`);
  }
  const watched = watch === true ? {} : watch === false ? undefined : watch;
  if (watched !== undefined) checkWatchOptions(watched);
  const saved = typeof saveModel === "string" ? { keep: saveModel } : saveModel;
  if (saved !== undefined) {
    if (typeof saved !== "object" || saved === null)
      refuse(`"saveModel" is "${String(saved)}". ${SAVE_EXAMPLE}`);
    checkNames(saved, { what, of: "saveModel", known: SAVE_NAMES });
    checkSaveModel(saved, refuse);
  }
  if (validation !== undefined) {
    checkNames(validation, { what, of: "validation", known: VALIDATION_NAMES });
    checkValidation(validation, refuse);
  }
  const run = options.run ?? currentRun();
  if (saved !== undefined && run.logArtifact === undefined)
    refuse('"saveModel" came with a run that takes no artifacts, as that of another thread. Leave it out.');
  return {
    run,
    logEvery,
    clock,
    model,
    watch: watched,
    saveModel: saved,
    predictions: validation && createPredictionLog(validation),
  };
}

type Refuse = (reason: string) => never;

const SAVE_EXAMPLE = 'Use "best", "last" or { keep: "best", monitor: "val_acc", mode: "max" }.';

function checkSaveModel(options: SaveModelOptions, refuse: Refuse): void {
  const { keep, mode = "auto", every = 1, monitor = "loss", name = "model" } = options;
  if (keep !== "best" && keep !== "last") refuse(`"saveModel" keeps "${String(keep)}". ${SAVE_EXAMPLE}`);
  if (!["auto", "min", "max"].includes(mode))
    refuse(`the mode of "saveModel" is "${String(mode)}". Use "auto", "min" or "max".`);
  if (!isCount(every))
    refuse(`"every" of "saveModel" is "${String(every)}". Give a whole number of epochs from 1.`);
  if (keep === "best" && options.every !== undefined)
    refuse('"saveModel" keeps the best and has "every". Leave it out: each best is saved.');
  if (typeof monitor !== "string" || monitor === "")
    refuse(`"saveModel" monitors "${String(monitor)}". Give the name of a metric, as "val_loss".`);
  if (typeof name !== "string" || !/^[\w\-.]{1,128}$/.test(name))
    refuse(
      `"saveModel" names the artifact "${String(name)}". Use letters, digits, "-", "_" and ".", at most 128.`,
    );
}

function checkValidation(options: ValidationOptions, refuse: Refuse): void {
  const { data, as = "table", every = 1, count = 1, key = "k", output = 0 } = options;
  const tensors = Array.isArray(data) ? (data as readonly unknown[]) : [data];
  const isSliced = (tensor: unknown): boolean =>
    typeof tensor === "object" && tensor !== null && typeof Reflect.get(tensor, "slice") === "function";
  if (tensors.length === 0 || !tensors.every((tensor) => isSliced(tensor) && !Array.isArray(tensor)))
    refuse('"validation" has no tensor as its "data". Give the model\'s input, as { data: xs }.');
  if (as !== "table" && as !== "images")
    refuse(`"validation" is logged as "${String(as)}". Use "table" or "images".`);
  if (!isCount(every))
    refuse(`"every" of "validation" is "${String(every)}". Give a whole number of epochs from 1.`);
  if (!isCount(count)) refuse(`"count" of "validation" is "${String(count)}". Give a whole number from 1.`);
  if (!isCount(output + 1)) refuse(`"output" of "validation" is "${String(output)}". Give a place from 0.`);
  if (typeof key !== "string" || key === "") refuse(`"key" of "validation" is "${String(key)}". Give text.`);
}

function isRun(run: unknown): boolean {
  return typeof run === "object" && run !== null && typeof Reflect.get(run, "log") === "function";
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}
