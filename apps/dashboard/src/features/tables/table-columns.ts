import { columnFormat, type ColumnFormat } from "../../lib/format-column.ts";
import type { TableContent } from "./table-content.ts";

export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** The range of each column that holds finite numbers only, or nothing; undefined for others. */
export function numberRanges({ columns, rows }: TableContent): readonly (NumberRange | undefined)[] {
  return columns.map((_, at) => {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const row of rows) {
      const value = row[at] ?? null;
      if (value === null || Number.isNaN(value)) continue;
      if (typeof value !== "number" && typeof value !== "bigint") return undefined;
      if (!Number.isFinite(Number(value))) continue;
      min = Math.min(min, Number(value));
      max = Math.max(max, Number(value));
    }
    return min <= max ? { min, max } : undefined;
  });
}

/** How the numbers of each column with a range are written, so that they line up. */
export function numberFormats(
  { rows }: TableContent,
  ranges: readonly (NumberRange | undefined)[],
): readonly (ColumnFormat | undefined)[] {
  return ranges.map((range, at) => {
    if (range === undefined) return undefined;
    const values: number[] = [];
    for (const row of rows) if ((row[at] ?? null) !== null) values.push(Number(row[at]));
    return columnFormat(values, true);
  });
}

/** How far a bar reaches, 0 to 1: from zero where the range has it, else from its smallest value. */
export function barShare(value: number, { min, max }: NumberRange): number {
  const from = Math.min(0, min);
  const span = Math.max(0, max) - from;
  return span > 0 && Number.isFinite(value) ? Math.min(1, Math.max(0, (value - from) / span)) : 0;
}
