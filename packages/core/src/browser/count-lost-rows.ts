import { isJsonObject, type Json, type LogRecord } from "@stepwell/protocol";

const STATS_PATH = "_wandb.stepwell_stats";

/** True for a record that says how many rows a run has. */
export function isCounters(record: LogRecord): boolean {
  return record.type === "config" && record.update.some(({ path }) => path.join(".") === STATS_PATH);
}

/**
 * The counters of a run, as a page has written them, with the rows that its worker could not store: the page may not
 * know of them yet. Other records stay as they are.
 */
export function countLostRows(record: LogRecord, lostRows: number): LogRecord {
  if (lostRows === 0 || record.type !== "config") return record;
  const update = record.update.map(({ path, value }) =>
    path.join(".") === STATS_PATH ? { path, value: withLost(value, lostRows) } : { path, value },
  );
  return { ...record, update };
}

function withLost(stats: Json, lostRows: number): Json {
  if (!isJsonObject(stats) || !isJsonObject(stats["dropped"])) return stats;
  const { rowsWritten, dropped } = stats;
  const known = Number(dropped["size"] ?? 0);
  return {
    ...stats,
    rowsWritten: Number(rowsWritten) - (lostRows - known),
    dropped: { ...dropped, size: lostRows },
  };
}
