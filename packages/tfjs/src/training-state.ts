import { messageOf } from "./message-of.ts";
import type { RunLike } from "./run-like.ts";

/** Says in the summary of a run how its training goes, also where the run ends first. All may throw what the run throws. */
export interface TrainingState {
  begin(): void;
  /** The training is over; `stoppedEpoch` where that was before its last epoch was done. */
  end(stoppedEpoch: number | undefined): void;
  /** The training broke off; undefined for a reason that nobody told yet. */
  fail(error: unknown): void;
  /** Looks at a row on its way into the run, and speaks up about the first loss that is no number. */
  look(row: Readonly<Record<string, unknown>>): void;
}

const STATE = "training/state";
const STOPPED_EPOCH = "training/stopped_epoch";
const ERROR = "training/error";
const MAX_ERROR_CHARACTERS = 1000;

export function createTrainingState(run: RunLike): TrainingState {
  let phase: "over" | "running" | "failed" = "over";
  let hasSpoken = false;
  let lastEpoch: unknown;
  let leaveRun: (() => void) | undefined;

  function runEnds(): void {
    if (phase !== "running") return;
    phase = "over";
    run.summary.update({
      [STATE]: "stopped",
      ...(lastEpoch !== undefined && { [STOPPED_EPOCH]: lastEpoch }),
    });
  }

  function nonFinite(kind: "batch" | "epoch", number: unknown, loss: number): void {
    hasSpoken = true;
    run.summary.update({ [`training/nonfinite_${kind}`]: number });
    run.alert("The loss is not finite", `It is ${loss} in ${kind} ${String(number)}.`, { level: "WARN" });
  }

  return {
    begin() {
      phase = "running";
      lastEpoch = undefined;
      // What an earlier fit left does not hold for this one.
      for (const key of [STOPPED_EPOCH, ERROR]) {
        if (run.summary.get([key]) !== undefined) run.summary.delete([key]);
      }
      run.summary.update({ [STATE]: "running" });
      leaveRun?.();
      leaveRun = run.beforeFinish?.(runEnds);
    },
    end(stoppedEpoch) {
      if (phase !== "running") return;
      phase = "over";
      leaveRun?.();
      if (stoppedEpoch === undefined) run.summary.update({ [STATE]: "finished" });
      else run.summary.update({ [STATE]: "stopped", [STOPPED_EPOCH]: stoppedEpoch });
    },
    fail(error) {
      leaveRun?.();
      if (phase === "running") run.summary.update({ [STATE]: "failed" });
      else if (phase !== "failed") return;
      phase = error === undefined ? "failed" : "over";
      if (error === undefined) return;
      run.summary.update({ [ERROR]: messageOf(error).slice(0, MAX_ERROR_CHARACTERS) });
    },
    look(row) {
      lastEpoch = row["epoch/epoch"] ?? lastEpoch;
      if (hasSpoken) return;
      const batchLoss = row["batch/loss"];
      if (isNonFinite(batchLoss)) return nonFinite("batch", row["batch/batch_step"], batchLoss);
      const epochLoss = row["epoch/loss"];
      if (isNonFinite(epochLoss)) nonFinite("epoch", row["epoch/epoch"], epochLoss);
    },
  };
}

function isNonFinite(value: unknown): value is number {
  return typeof value === "number" && !Number.isFinite(value);
}
