import type { JsonObject } from "@stepwell/protocol";

/**
 * Why something logged is not in the run file. `disk`: it was refused. `media`: the file of one was, its row was not.
 * `size`: over 64 MiB. `console`: over 1 MiB or 10,000 writes a second. `change`: of config, summary or names, not taken.
 * `not-primary`: config and summary of another than the first writer. `thread`: another thread's call that came too late.
 * `locked-config`: what a sweep chose. `artifact`, `file`: a file could not be copied. `table-rows`: more than are kept.
 * `step-too-low`: the step was past. `sample`: what `watch` could not read of a model or log of it.
 */
export type DropReason =
  | "artifact"
  | "file"
  | "step-too-low"
  | "disk"
  | "media"
  | "size"
  | "console"
  | "not-primary"
  | "change"
  | "locked-config"
  | "table-rows"
  | "sample"
  | "thread";

/** Counters of one run. */
export interface RunStats {
  /** Rows that were finished, wherever they went. */
  readonly rowsLogged: number;
  /** Rows in the run file. */
  readonly rowsWritten: number;
  /** Values that were given to `log`, nested ones counted singly. */
  readonly values: number;
  /** Calls, rows or values that were dropped, by reason; empty when nothing was. */
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** Bytes in the run file. */
  readonly bytes: number;
  /** Rows that are held, 0 or 1, and in a browser's page those on their way into the run file. */
  readonly pending: number;
}

/** The counters as they stand in the config under `_wandb.stepwell_stats`. */
export function statsToJson(stats: RunStats): JsonObject {
  const { rowsLogged, rowsWritten, values, dropped } = stats;
  return { rowsLogged, rowsWritten, values, dropped: { ...dropped } };
}
