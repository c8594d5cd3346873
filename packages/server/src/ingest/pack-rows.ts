import type { Row } from "@stepwell/runlog";
import type { NumberedRows } from "./source-batch.ts";

/** A row and its number within its source; what turned out to be no row is undefined. */
export interface NumberedRow {
  readonly number: number;
  readonly row: Row | undefined;
}

/** Consecutive rows together; what is no row leaves a gap. */
export function packRows(numbered: readonly NumberedRow[]): NumberedRows[] {
  const packs: { offset: number; rows: Row[] }[] = [];
  for (const { number, row } of numbered) {
    if (row === undefined) continue;
    const last = packs.at(-1);
    if (last !== undefined && last.offset + last.rows.length === number) last.rows.push(row);
    else packs.push({ offset: number, rows: [row] });
  }
  return packs;
}
