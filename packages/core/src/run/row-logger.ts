import { StepTooLow } from "@stepwell/runlog";
import type { LogCall, LogOutcome, Moment } from "@stepwell/runlog";
import { StepTooLowError } from "../errors/step-too-low-error.ts";
import { encodeRow } from "../encode/encode-row.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import type { ValueEncoder } from "../encode/encode-value.ts";
import { checkLogOptions, checkStep } from "./check-call.ts";
import type { RunCore } from "./run-core.ts";
import type { LogOptions } from "./run.ts";

/** What happens in `log`: the values become JSON, the engine makes rows of them, the writer puts those into the file. */
export interface RowLogger {
  /** Throws `UsageError`; then nothing was logged. */
  log(data: object, options?: LogOptions): void;
  /** The row that was held has been written by someone else. */
  letGo(): void;
  /** 1 while a row is held, else 0. */
  readonly pending: number;
}

export function createRowLogger(core: RunCore): RowLogger {
  const { writer, media, now, checkOpen } = core;
  // The engine looks up every member anew in an object that has a getter, so the call of each row is taken out once.
  const { log: logRow } = core.runLog;
  // W&B names media files after a step that its client counts by itself, before the call.
  let clientStep = core.startingStep;
  let pending = 0;
  const encode: ValueEncoder = createValueEncoder({
    purpose: "log",
    media: media.encoder(() => String(clientStep)),
  });

  function logToEngine(call: LogCall, at: Moment): LogOutcome {
    try {
      return logRow(call, at);
    } catch (error) {
      if (!StepTooLow.isInstance(error)) throw error;
      const { message, given, lowest } = error;
      throw new StepTooLowError(message, { step: given, current: lowest, cause: error });
    }
  }

  return {
    log(data, logOptions) {
      if (logOptions !== undefined) checkLogOptions(logOptions);
      const at = checkStep(logOptions?.step);
      const commit = logOptions?.commit;
      const { items, lostMedia, charts } = encodeRow(data, encode);
      // A getter among the data may have finished the run.
      checkOpen("log to");
      const moment = now();
      const outcome = logToEngine({ items, step: at, commit }, moment);
      const commits = commit ?? at === undefined;
      if (commits) clientStep += 1;
      if (at !== undefined && at > clientStep) clientStep = at;
      if (lostMedia > 0) writer.count("media", lostMedia);
      for (const [key, chart] of charts) {
        media.files.setConfig(["_wandb", "visualize", key], chart.panel(key));
      }
      if (outcome.dropped === undefined) pending = commits ? 0 : 1;
      else writer.count(outcome.dropped.reason, 1);
      writer.commit(outcome, outcome.dropped === undefined ? items.length : 0, moment);
    },
    letGo() {
      pending = 0;
    },
    get pending() {
      return pending;
    },
  };
}
