import type { Clock } from "@stepwell/effects";
import type { LogRecord } from "@stepwell/protocol";
import type { LogOutcome, Moment, RunLog } from "@stepwell/runlog";
import type { RunFile } from "../file/run-file.ts";
import type { MediaFiles } from "../media/media-files.ts";
import { statsToJson } from "./run-stats.ts";
import type { DropReason, RunStats } from "./run-stats.ts";

/** Summaries come before each row while rows are further apart than this, and this often while they are closer. */
const SUMMARY_INTERVAL_MS = 50;
const SUMMARY_INTERVAL_S = SUMMARY_INTERVAL_MS / 1000;
const STATS_INTERVAL_MS = 1000;

/**
 * Puts what the engine returns into the run file: one write a call, holding the files, definitions, summary and rows
 * of that call in the order of the official client. Counts what could not be kept.
 */
export interface RowWriter {
  /** Writes what one `log` call or the end of the run brought at `at`; `values` were given to it. */
  commit(outcome: LogOutcome, values: number, at: Moment): void;
  /** Writes records that belong to no row. */
  write(records: readonly LogRecord[]): void;
  /** The summary was set by hand: written at once, since no row could bring it back after a crash. */
  touchSummary(): void;
  /** Writes summary changes and counters that were held back. */
  flush(): void;
  count(reason: DropReason, amount: number): void;
  stats(pending: number): RunStats;
}

export function createRowWriter(options: {
  file: RunFile;
  runLog: RunLog;
  media: MediaFiles;
  clock: Clock;
  now: () => Moment;
}): RowWriter {
  const { file, runLog, media, clock, now } = options;
  // The engine looks up every member anew in an object that has a getter, so the calls of each row are taken out once.
  const { append } = file;
  const dropped: Partial<Record<DropReason, number>> = {};
  let rowsLogged = 0;
  let rowsWritten = 0;
  let values = 0;
  let lastSummary = -Infinity;
  let summaryTimer = false;
  let statsTimer = false;

  // The moment of the call serves: to read a clock again would be 1 % of a call.
  function pushSummary(records: LogRecord[], { runtime }: Moment): void {
    if (runtime - lastSummary >= SUMMARY_INTERVAL_S) {
      lastSummary = runtime;
      records.push(...runLog.takeSummary());
    } else if (!summaryTimer) {
      summaryTimer = true;
      clock.after(SUMMARY_INTERVAL_MS, () => {
        summaryTimer = false;
        writeSummary();
      });
    }
  }

  function writeSummary(): void {
    lastSummary = now().runtime;
    append(runLog.takeSummary());
  }

  function writeStats(): void {
    const value = statsToJson(stats(0));
    append([{ type: "config", update: [{ path: ["_wandb", "stepwell_stats"], value }], remove: [] }]);
  }

  function count(reason: DropReason, amount: number): void {
    if (amount === 0) return;
    dropped[reason] = (dropped[reason] ?? 0) + amount;
    if (statsTimer) return;
    statsTimer = true;
    clock.after(STATS_INTERVAL_MS, () => {
      statsTimer = false;
      writeStats();
    });
  }

  function loseRows(lost: readonly LogRecord[]): void {
    const rows = lost.filter((record) => record.type === "history").length;
    rowsWritten -= rows;
    count(file.failure === undefined ? "size" : "disk", rows);
  }

  // A page's worker may find later that it can't store a row.
  file.onLoss?.(({ rows, others }) => {
    rowsWritten -= rows;
    count("size", rows);
    count("change", others);
  });

  function stats(pending: number): RunStats {
    return { rowsLogged, rowsWritten, values, dropped: { ...dropped }, bytes: file.size, pending };
  }

  return {
    commit(outcome, added, at) {
      values += added;
      const records: LogRecord[] = [];
      for (const record of media.take()) records.push(record);
      for (const record of outcome.metrics) records.push(record);
      const rows = outcome.rows.length;
      if (rows > 0) {
        pushSummary(records, at);
        for (const row of outcome.rows) records.push(row);
        rowsLogged += rows;
      }
      if (records.length === 0) return;
      const lost = append(records);
      rowsWritten += rows;
      if (lost.length > 0) loseRows(lost);
    },
    write(records) {
      count("change", append(records).length);
    },
    touchSummary() {
      const records = [...media.take(), ...runLog.takeExplicitSummary()];
      if (records.length > 0) count("change", append(records).length);
    },
    flush() {
      writeSummary();
      writeStats();
    },
    count,
    stats,
  };
}
