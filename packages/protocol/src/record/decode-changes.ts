import type { ByteReader } from "../bytes/byte-reader.ts";
import type { ConfigRecord, HistoryRecord, Item, StatsRecord, SummaryRecord, Timestamp } from "../record.ts";
import type { ReportProblem } from "./decode-items.ts";
import { decodeItem, decodePath, decodeStat } from "./decode-items.ts";
import { readTimestamp } from "./read-field.ts";

/** Reads the fields of a `HistoryRecord`; its `_step` is an item, so the step field is not needed. */
export function decodeHistory(reader: ByteReader, report: ReportProblem): HistoryRecord {
  const items: Item[] = [];
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const item = decodeItem(reader.message(), report);
    if (item !== undefined) items.push(item);
  }
  return { type: "history", items };
}

/** Reads the fields of a `SummaryRecord`. */
export function decodeSummary(reader: ByteReader, report: ReportProblem): SummaryRecord {
  return { type: "summary", ...decodeChanges(reader, report) };
}

/** Reads the fields of a `ConfigRecord`. */
export function decodeConfig(reader: ByteReader, report: ReportProblem): ConfigRecord {
  return { type: "config", ...decodeChanges(reader, report) };
}

/** Reads the fields of a `StatsRecord`. */
export function decodeStats(reader: ByteReader, report: ReportProblem): StatsRecord {
  const items: { key: string; value: Item["value"] }[] = [];
  let timestamp: Timestamp | undefined;
  while (reader.next()) {
    if (reader.field === 2) {
      timestamp = readTimestamp(reader);
    } else if (reader.field === 3) {
      const item = decodeStat(reader.message(), report);
      if (item !== undefined) items.push(item);
    } else {
      reader.skip();
    }
  }
  return { type: "stats", ...(timestamp === undefined ? {} : { timestamp }), items };
}

function decodeChanges(
  reader: ByteReader,
  report: ReportProblem,
): { readonly update: readonly Item[]; readonly remove: readonly (readonly string[])[] } {
  const update: Item[] = [];
  const remove: (readonly string[])[] = [];
  while (reader.next()) {
    if (reader.field === 1) {
      const item = decodeItem(reader.message(), report);
      if (item !== undefined) update.push(item);
    } else if (reader.field === 2) {
      remove.push(decodePath(reader.message()));
    } else {
      reader.skip();
    }
  }
  return { update, remove };
}
