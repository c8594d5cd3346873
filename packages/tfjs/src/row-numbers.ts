import type { RunLike } from "./run-like.ts";

/** Numbers the batches and epochs of a run through, however many fits, callbacks and processes it has. */
export interface RowNumbers {
  /** Looks where the run is. */
  begin(): void;
  nextBatch(): number;
  /** The run's number of an epoch, of which tfjs counts from 0 or from `initialEpoch` in each fit. */
  epoch(given: number): number;
}

export function createRowNumbers(run: RunLike): RowNumbers {
  let batch = 0;
  let lastEpoch = -1;
  let offset: number | undefined;
  return {
    begin() {
      batch = Math.max(batch, lastOf(run, "batch/batch_step") + 1);
      lastEpoch = Math.max(lastEpoch, lastOf(run, "epoch/epoch"));
      offset = undefined;
    },
    nextBatch() {
      batch += 1;
      return batch - 1;
    },
    epoch(given) {
      offset ??= given > lastEpoch ? 0 : lastEpoch + 1 - given;
      lastEpoch = given + offset;
      return lastEpoch;
    },
  };
}

/** -1 where the run has none. */
function lastOf(run: RunLike, key: string): number {
  let last = run.summary.get([key]);
  // A user who asked for the highest of every key gets this of ours as well.
  if (typeof last === "object" && last !== null) last = Reflect.get(last, "max") ?? Reflect.get(last, "last");
  return typeof last === "number" && Number.isSafeInteger(last) && last >= 0 ? last : -1;
}
