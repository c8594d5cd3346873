/// <reference lib="esnext.disposable" preserve="true" />
import type { LogsLike, OptimizerLike, TfRuntimeLike } from "./tfjs-shapes.ts";
import { createTrainingLog } from "./training-log.ts";
import type { TrainingStats } from "./training-log.ts";
import { readTrainingOptions } from "./training-options.ts";
import type { TrainingOptions } from "./training-options.ts";

/** What is logged of a loop, and where. */
export interface TrackLoopOptions extends TrainingOptions {
  /** The tfjs namespace. With it tensors are read at once where that is free, and epochs say what memory they take. */
  readonly tf?: TfRuntimeLike;
  /** The one whose learning rate is logged. Default: the model's, where there is one. */
  readonly optimizer?: OptimizerLike;
}

/** A training of your own, logged under the keys of the callback. Nothing throws or rejects. */
export interface TrainingLoop {
  /**
   * Logs a step: numbers, and tensors by their first value. Tensors stay yours, and may be disposed of when it returns.
   * `size` is how many examples the step had.
   */
  step(logs: LogsLike, options?: { readonly size?: number }): void;
  /** Ends an epoch and logs its values. Wait for it before the weights change, where the best model is saved. */
  epoch(logs?: LogsLike): Promise<void>;
  /** Ends the training, with an error where it failed. Resolves when everything is in the run; later calls do nothing. */
  end(error?: unknown): Promise<void>;
  /** What became of rows and models so far. */
  stats(): TrainingStats;
  /** `await using loop = trackLoop({ tf })` ends it at the end of the block, as finished. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Logs a training loop of your own as the callback logs a fit: the same keys, epochs, saved models and predictions.
 * Batches and epochs are numbered through where a run has some. Throws `UsageError` for a bad option or without a run.
 *
 * @example
 * const loop = trackLoop({ tf, optimizer });
 * const loss = optimizer.minimize(() => model.apply(xs).sub(ys).square().mean(), true);
 * loop.step({ loss }, { size: 32 });
 * loss.dispose();
 */
export function trackLoop(options: TrackLoopOptions = {}): TrainingLoop {
  const shared = readTrainingOptions("track the loop", options, ["optimizer"]);
  const { tf, optimizer } = options;
  const log = createTrainingLog({ ...shared, tf, optimizer });
  let epochs = 0;
  let ended: Promise<void> | undefined;
  log.trainBegin({});
  log.epochBegin();

  function end(error?: unknown): Promise<void> {
    ended ??= error === undefined ? log.trainEnd("finished") : log.trainFail(error);
    return ended;
  }

  return {
    step(logs, options) {
      if (ended !== undefined) return;
      const size = options?.size;
      log.batchEnd(size === undefined ? logs : { ...logs, size });
    },
    async epoch(logs = {}) {
      if (ended !== undefined) return;
      const saved = log.epochEnd(epochs, logs);
      epochs += 1;
      await saved;
      log.epochBegin();
    },
    end,
    stats: log.stats,
    [Symbol.asyncDispose]: () => end(),
  };
}
