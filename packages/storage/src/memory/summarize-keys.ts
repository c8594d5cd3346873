import { kindOfValue } from "../codec/cell-kind.ts";
import { leavesOfRow } from "../codec/flatten-row.ts";
import type { KeySummary, StoredRow } from "../metric-store.ts";

/** Counts the cells of every key, in the order in which the keys first appear. */
export function summarizeKeys(rows: readonly StoredRow[]): KeySummary[] {
  const summaries = new Map<string, { key: string; numbers: number; others: Map<string, number> }>();
  for (const { row } of rows) {
    for (const [key, value] of leavesOfRow(row)) {
      const summary = summaries.get(key) ?? { key, numbers: 0, others: new Map() };
      summaries.set(key, summary);
      const kind = kindOfValue(value);
      if (kind === "number") summary.numbers += 1;
      else summary.others.set(kind, (summary.others.get(kind) ?? 0) + 1);
    }
  }
  return Array.from(summaries.values(), (summary) => ({
    ...summary,
    others: Object.fromEntries(summary.others),
  }));
}
