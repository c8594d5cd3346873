import { createFitProgress } from "./fit-progress.ts";
import { pageTurn } from "./page-turn.ts";
import type { LogsLike, ParamsLike } from "./tfjs-shapes.ts";
import type { TrainingLog, TrainingStats } from "./training-log.ts";

/** A callback for `model.fit` and `model.fitDataset`. Its methods need no `this`, because tfjs unbinds them. */
export interface StepwellCallback {
  setParams(params: ParamsLike): void;
  setModel(model: unknown): void;
  onTrainBegin(this: unknown): Promise<void>;
  onTrainEnd(this: unknown): Promise<void>;
  onEpochBegin(this: unknown, epoch: number, logs?: LogsLike): Promise<void>;
  onEpochEnd(this: unknown, epoch: number, logs?: LogsLike): Promise<void>;
  onBatchBegin(this: unknown, batch: number, logs?: LogsLike): Promise<void>;
  onBatchEnd(this: unknown, batch: number, logs?: LogsLike): Promise<void>;
  /**
   * For where `fit` throws, which tfjs tells no callback: writes what is under way, and says in the summary that the
   * training failed and why. Nothing happens when it has ended. Never rejects.
   */
  failed(this: unknown, error: unknown): Promise<void>;
  /** What became of rows and models so far. */
  stats(this: unknown): TrainingStats;
  /** In a page: lets it have its turn, also where nobody looks at it. */
  readonly nextFrameFunc?: () => Promise<void>;
}

/** What is returned where there is nothing to wait for. */
export const DONE: Promise<void> = /* #__PURE__ */ Promise.resolve();

/** The callback as a plain object with every method that tfjs may call. `model` is what it knows where tfjs tells it none. */
export function plainCallback(log: TrainingLog, model: unknown): StepwellCallback {
  const progress = createFitProgress(() => void log.trainFail(undefined));
  const nextFrameFunc = pageTurn();
  let params: ParamsLike | undefined;
  let fitted = model;
  return {
    setParams(given) {
      params = given;
    },
    setModel(given) {
      fitted = given;
      log.setModel(given);
    },
    async onTrainBegin() {
      const known = params ?? paramsOf(this);
      log.trainBegin(known);
      progress.begin(fitted, known);
    },
    onTrainEnd: () => log.trainEnd(progress.end() ? "stopped" : "finished"),
    onEpochBegin: async () => log.epochBegin(),
    onEpochEnd(epoch, logs = {}) {
      progress.epochDone(epoch);
      return log.epochEnd(epoch, logs);
    },
    onBatchBegin: () => DONE,
    onBatchEnd(_batch, logs = {}) {
      log.batchEnd(logs);
      return DONE;
    },
    failed: (error) => log.trainFail(error),
    stats: log.stats,
    ...(nextFrameFunc && { nextFrameFunc }),
  };
}

/** tfjs sets no params on a plain object, but calls its methods on the wrapper that has them. */
export function paramsOf(receiver: unknown): ParamsLike {
  const params: unknown =
    typeof receiver === "object" && receiver !== null ? Reflect.get(receiver, "params") : undefined;
  return typeof params === "object" && params !== null ? (params as ParamsLike) : {};
}
