import type { JsonObject } from "@stepwell/protocol";

/**
 * Why something logged is not in the run file. `media`: a media file could not be written, its row was. `size`: a row
 * of more than 64 MiB. `console`: more was printed than 1 MiB or 10,000 writes in a second. `not-primary`: a change of
 * config or summary that only the primary one of several writers could keep. `thread`: a call of another thread that
 * the owner of the run did not take in time, or that came when the run was over. `locked-config`: a config value
 * that a sweep had chosen and somebody tried to change. `artifact`: its files could not be
 * copied, or the run ended before they were. `file`: a saved file could not be linked or copied.
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
  | "locked-config"
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
