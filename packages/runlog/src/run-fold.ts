import type { LogRecord } from "@stepwell/protocol";
import type { Row } from "./row.ts";
import type { RunState } from "./run-state.ts";

/** A console line as it stands now. `number` counts lines of both streams in the order in which they were begun. */
export interface ConsoleLine {
  readonly number: number;
  readonly stream: "stdout" | "stderr";
  /** Seconds since the epoch, or undefined where the record has none. */
  readonly time: number | undefined;
  readonly text: string;
  /** Who of several writers wrote it; absent for a single one. */
  readonly label?: string;
}

/**
 * Folds the records of one run file, in order, into rows, console lines and state. The live SDK, the watch folder,
 * sync, import and crash recovery all read through it, so they can't disagree.
 */
export interface RunFold {
  /** Takes the next record. Never throws: a record that makes no sense is counted in `state.passedBy`. */
  apply(record: LogRecord): void;
  /** History rows since the last call, oldest first. */
  takeRows(): Row[];
  /** System metric rows since the last call, as W&B's events lines: `_wandb: true`, `_timestamp`, `_runtime`, `system.*`. */
  takeEvents(): Row[];
  /** Console lines that were begun or changed since the last call. */
  takeConsole(): ConsoleLine[];
  /** The state after the last applied record; a new object whenever it changed. */
  readonly state: RunState;
}
