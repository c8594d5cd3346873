import type { RowCounts } from "./row-queue.ts";
import type { LogsLike, ParamsLike } from "./tfjs-shapes.ts";
import type { TrainingLog } from "./training-log.ts";

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
  /** Rows logged, failed and dropped so far. */
  stats(this: unknown): RowCounts;
}

/** The callback as a plain object with every method that tfjs may call. */
export function plainCallback(log: TrainingLog): StepwellCallback {
  let params: ParamsLike | undefined;
  return {
    setParams(given) {
      params = given;
    },
    setModel: (model) => log.setModel(model),
    async onTrainBegin() {
      log.trainBegin(params ?? paramsOf(this));
    },
    onTrainEnd: () => log.trainEnd(),
    onEpochBegin: async () => log.epochBegin(),
    onEpochEnd: async (epoch, logs = {}) => log.epochEnd(epoch, logs),
    onBatchBegin: async () => undefined,
    onBatchEnd: async (_batch, logs = {}) => log.batchEnd(logs),
    stats: () => log.counts,
  };
}

/** tfjs sets no params on a plain object, but calls its methods on the wrapper that has them. */
export function paramsOf(receiver: unknown): ParamsLike {
  const params: unknown =
    typeof receiver === "object" && receiver !== null ? Reflect.get(receiver, "params") : undefined;
  return typeof params === "object" && params !== null ? (params as ParamsLike) : {};
}
