import type { Clock } from "@stepwell/effects";
import { beginTraining } from "./begin-training.ts";
import { learningRate } from "./describe-model.ts";
import { deviceMemory } from "./device-memory.ts";
import { createFailures } from "./failures.ts";
import type { PredictionLog } from "./prediction-log.ts";
import { createLogReader } from "./read-logs.ts";
import { createRowNumbers } from "./row-numbers.ts";
import { createRowQueue } from "./row-queue.ts";
import type { RunLike } from "./run-like.ts";
import { createModelSaver } from "./save-model.ts";
import type { SaveModelOptions } from "./save-model.ts";
import type { LayersModelLike, LogsLike, OptimizerLike, ParamsLike, TfRuntimeLike } from "./tfjs-shapes.ts";
import { createTrainingState } from "./training-state.ts";
import { createFitWatch } from "./watch/fit-watch.ts";
import type { FitWatchSettings } from "./watch/fit-watch.ts";

/** Which batches become rows: each, every nth, or none. */
export type LogEvery = "batch" | "epoch" | number;

/** What a training is logged with, checked. */
export interface TrainingLogOptions {
  readonly run: RunLike;
  readonly logEvery: LogEvery;
  readonly clock: Pick<Clock, "monotonic">;
  readonly tf: TfRuntimeLike | undefined;
  readonly model: LayersModelLike | undefined;
  /** The one whose learning rate is logged; by default the model's. */
  readonly optimizer: OptimizerLike | undefined;
  /** How the model is watched; undefined: it isn't. */
  readonly watch: FitWatchSettings | undefined;
  readonly saveModel: SaveModelOptions | undefined;
  readonly predictions: PredictionLog | undefined;
}

/** What became of what a training said. */
export interface TrainingStats {
  /** Rows. */
  readonly logged: number;
  /** Rows that the run refused, values that could not be read, models that could not be saved. */
  readonly failed: number;
  /** Rows that came while 4096 others waited for their values, and models that a newer one overtook. */
  readonly dropped: number;
  readonly modelsSaved: number;
  /** Why the first of the failed ones did. */
  readonly firstFailure: string | undefined;
}

/** Turns the events of a training into rows. No method throws or rejects, and only `trainEnd` and `trainFail` wait for a disk. */
export interface TrainingLog {
  /** tfjs says what it fits. */
  setModel(model: unknown): void;
  trainBegin(params: ParamsLike): void;
  epochBegin(): void;
  batchEnd(logs: LogsLike): void;
  /** Resolves when the weights may change again. */
  epochEnd(epoch: number, logs: LogsLike): Promise<void>;
  trainEnd(how: "finished" | "stopped"): Promise<void>;
  trainFail(error: unknown): Promise<void>;
  stats(): TrainingStats;
}

/** Creates the log of one callback or loop; it may see several fits, whose batches and epochs are numbered through. */
export function createTrainingLog(options: TrainingLogOptions): TrainingLog {
  const { run, clock, tf, watch, optimizer, saveModel, predictions } = options;
  const every = batchesPerRow(options.logEvery);
  const failures = createFailures();
  const { attempt } = failures;
  const numbers = createRowNumbers(run);
  const state = createTrainingState(run);
  const saver = saveModel && createModelSaver({ run, options: saveModel, failures });
  const rows = createRowQueue({
    log(row) {
      run.log(row);
      state.look(row);
    },
    failed: failures.note,
  });
  const batchReader = createLogReader({ prefix: "batch/", failed: failures.note });
  const epochReader = createLogReader({ prefix: "epoch/", failed: failures.note });
  const fitWatch = watch && createFitWatch({ run, options: watch, tf, optimizer });
  let model = options.model;
  let lastEpoch = -1;
  let samples = 0;
  let countedFrom = 0;
  let epochFrom = 0;

  function addRate(row: Record<string, unknown>, key: string): void {
    const used = optimizer ?? model?.optimizer;
    const value = used && learningRate(used);
    if (value !== undefined) row[key] = value;
  }

  function when(): "now" | "later" {
    return tf !== undefined && READ_AT_ONCE.has(tf.getBackend()) ? "now" : "later";
  }

  function logBatch(logs: LogsLike): void {
    const batch = numbers.nextBatch();
    if (typeof logs["size"] === "number") samples += logs["size"];
    if (every === undefined || batch % every !== 0) return;
    const { row, reads } = batchReader.read(logs, when());
    const now = clock.monotonic();
    if (samples > 0 && now > countedFrom) {
      row["batch/examples_per_second"] = (samples * 1000) / (now - countedFrom);
    }
    samples = 0;
    countedFrom = now;
    addRate(row, "batch/learning_rate");
    row["batch/batch_step"] = batch;
    rows.push(row, reads);
  }

  async function flush(): Promise<void> {
    await fitWatch?.flush();
    await rows.flush();
    await saver?.flush();
  }

  return {
    setModel(next) {
      // The model of `fit` on a Sequential is its inner one; the user's own says more.
      model = options.model ?? (next as LayersModelLike);
    },
    trainBegin(params) {
      attempt(() => numbers.begin());
      beginTraining(run, { model, params, failures });
      attempt(() => state.begin());
      const trained = model;
      if (trained !== undefined) attempt(() => fitWatch?.begin(trained));
    },
    epochBegin() {
      epochFrom = clock.monotonic();
      countedFrom = epochFrom;
      samples = 0;
    },
    batchEnd(logs) {
      // Once a batch: not by `attempt`, which would take a closure.
      try {
        logBatch(logs);
      } catch (error) {
        failures.note(error);
      }
    },
    async epochEnd(given, logs) {
      const epoch = numbers.epoch(given);
      lastEpoch = epoch;
      attempt(() => {
        const { row, reads } = epochReader.read(logs, when());
        addRate(row, "epoch/learning_rate");
        row["epoch/seconds"] = (clock.monotonic() - epochFrom) / 1000;
        if (tf !== undefined) attempt(() => Object.assign(row, deviceMemory(tf)));
        row["epoch/epoch"] = epoch;
        const trained = model;
        if (trained !== undefined && predictions?.isDue(epoch)) reads.push(() => predictions.read(trained));
        rows.push(row, reads);
      });
      await saver?.epochEnd(model, epoch, logs);
    },
    async trainEnd(how) {
      saver?.trainEnd(model);
      attempt(() => state.end(how === "stopped" ? lastEpoch : undefined));
      await flush();
    },
    async trainFail(error) {
      attempt(() => state.fail(error));
      await flush();
    },
    stats() {
      const { logged, dropped } = rows.counts;
      return {
        logged,
        failed: failures.count,
        dropped: dropped + (saver?.skipped ?? 0),
        modelsSaved: saver?.saved ?? 0,
        firstFailure: failures.first,
      };
    },
  };
}

function batchesPerRow(logEvery: LogEvery): number | undefined {
  if (logEvery === "epoch") return undefined;
  return logEvery === "batch" ? 1 : logEvery;
}

/** Backends whose memory is the program's own, or that wait for each value anyway: a promise would only cost time. */
const READ_AT_ONCE: ReadonlySet<string> = new Set(["cpu", "wasm", "tensorflow"]);
