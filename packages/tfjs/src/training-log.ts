import type { Clock } from "@stepwell/effects";
import { describeFit, describeModel, learningRate } from "./describe-model.ts";
import { readLogs } from "./read-logs.ts";
import { createRowQueue } from "./row-queue.ts";
import type { ReadValues, RowCounts } from "./row-queue.ts";
import type { RunLike } from "./run-like.ts";
import type { LayersModelLike, LogsLike, ParamsLike } from "./tfjs-shapes.ts";

/** Which batches become rows: each, every nth, or none. */
export type LogEvery = "batch" | "epoch" | number;

/** Reads something of the weights, all of it begun before it returns. */
export type ReadParameters = (model: LayersModelLike) => ReturnType<ReadValues>;

export interface TrainingLogOptions {
  readonly run: RunLike;
  readonly logEvery: LogEvery;
  readonly clock: Pick<Clock, "monotonic">;
  readonly model: LayersModelLike | undefined;
  /** More values for the row of an epoch, read while the model is as the epoch left it. */
  readonly readParameters: ReadParameters | undefined;
}

/** Turns the events of a `fit` into rows. No method throws, and only `trainEnd` waits. */
export interface TrainingLog {
  setModel(model: unknown): void;
  trainBegin(params: ParamsLike): void;
  epochBegin(): void;
  batchEnd(logs: LogsLike): void;
  epochEnd(epoch: number, logs: LogsLike): void;
  trainEnd(): Promise<void>;
  readonly counts: RowCounts;
}

/** Creates the log of one callback; it may see several fits, whose batches are numbered through. */
export function createTrainingLog(options: TrainingLogOptions): TrainingLog {
  const { run, clock, readParameters } = options;
  const every = batchesPerRow(options.logEvery);
  const rows = createRowQueue({ log: (row) => run.log(row) });
  let model = options.model;
  let batches = 0;
  let failures = 0;
  let samples = 0;
  let countedFrom = 0;
  let epochFrom = 0;

  /** A log that fails must not end a training. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch {
      failures += 1;
    }
  }

  function rate(prefix: string): Record<string, number> {
    const value = model === undefined ? undefined : learningRate(model.optimizer);
    return value === undefined ? {} : { [`${prefix}learning_rate`]: value };
  }

  return {
    setModel(next) {
      // The model of `fit` on a Sequential is its inner one; the user's own says more.
      model = options.model ?? (next as LayersModelLike);
    },
    trainBegin(params) {
      guarded(() => defineMetrics(run));
      guarded(() => {
        const described = model === undefined ? {} : { model: describeModel(model) };
        run.config.update({ tfjs: { ...described, fit: describeFit(params) } }, { allowValChange: true });
      });
    },
    epochBegin() {
      epochFrom = clock.monotonic();
      countedFrom = epochFrom;
      samples = 0;
    },
    batchEnd(logs) {
      guarded(() => {
        const batch = batches;
        batches += 1;
        if (typeof logs["size"] === "number") samples += logs["size"];
        if (every === undefined || batch % every !== 0) return;
        const { row, reads } = readLogs("batch/", logs);
        const now = clock.monotonic();
        if (samples > 0 && now > countedFrom) {
          row["batch/examples_per_second"] = (samples * 1000) / (now - countedFrom);
        }
        samples = 0;
        countedFrom = now;
        rows.push({ ...row, ...rate("batch/"), "batch/batch_step": batch }, reads);
      });
    },
    epochEnd(epoch, logs) {
      guarded(() => {
        const { row, reads } = readLogs("epoch/", logs);
        const seconds = (clock.monotonic() - epochFrom) / 1000;
        const watched = model;
        if (readParameters !== undefined && watched !== undefined) reads.push(() => readParameters(watched));
        rows.push({ ...row, ...rate("epoch/"), "epoch/seconds": seconds, "epoch/epoch": epoch }, reads);
      });
    },
    trainEnd: () => rows.flush(),
    get counts() {
      const { logged, failed, dropped } = rows.counts;
      return { logged, failed: failed + failures, dropped };
    },
  };
}

function batchesPerRow(logEvery: LogEvery): number | undefined {
  if (logEvery === "epoch") return undefined;
  return logEvery === "batch" ? 1 : logEvery;
}

/** The names that W&B's Keras logger uses, so that runs of both lie on the same charts. */
function defineMetrics(run: RunLike): void {
  run.defineMetric("batch/batch_step", { hidden: true });
  run.defineMetric("batch/*", { stepMetric: "batch/batch_step" });
  run.defineMetric("epoch/epoch", { hidden: true });
  run.defineMetric("epoch/*", { stepMetric: "epoch/epoch" });
}
