import { columnFormat, type ColumnFormat } from "../../lib/format-column.ts";
import type { TableContent } from "./table-content.ts";

export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** What is known of the numbers of a column. */
export interface ColumnNumbers {
  readonly range: NumberRange;
  /** How they are written, so that they line up. */
  readonly format: ColumnFormat;
}

/** Rows of a table whose columns are looked at in one go. */
const mostAtOnce = 5_000;
const known = new WeakMap<TableContent["rows"], (ColumnNumbers | undefined)[]>();

/** Of each column that holds finite numbers only, or nothing; undefined for others. */
export function columnNumbers({ columns, rows }: TableContent): readonly (ColumnNumbers | undefined)[] {
  const found = known.get(rows) ?? [];
  for (let at = found.length; at < columns.length; at += 1) found.push(numbersOf(rows, at));
  known.set(rows, found);
  return found;
}

/** Looks at the columns of a large table one by one, so that the page goes on answering; `columnNumbers` knows them then. */
export async function lookAtColumns({ columns, rows }: TableContent): Promise<void> {
  for (let upTo = 1; upTo <= columns.length; upTo += 1) {
    columnNumbers({ columns: columns.slice(0, upTo), rows });
    if (rows.length > mostAtOnce) await new Promise((resolve) => setTimeout(resolve));
  }
}

function numbersOf(rows: TableContent["rows"], at: number): ColumnNumbers | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const values: number[] = [];
  for (const row of rows) {
    const value = row[at] ?? null;
    if (value === null) continue;
    if (typeof value !== "number" && typeof value !== "bigint") return undefined;
    const number = Number(value);
    values.push(number);
    if (!Number.isFinite(number)) continue;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return min <= max ? { range: { min, max }, format: columnFormat(values, true) } : undefined;
}

/** How far a bar reaches, 0 to 1: from zero where the range has it, else from its smallest value. */
export function barShare(value: number, { min, max }: NumberRange): number {
  const from = Math.min(0, min);
  const span = Math.max(0, max) - from;
  return span > 0 && Number.isFinite(value) ? Math.min(1, Math.max(0, (value - from) / span)) : 0;
}
