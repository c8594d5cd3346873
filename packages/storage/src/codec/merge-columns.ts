import { cellValue, createColumnBuilder, forEachCell } from "./column.ts";
import type { Column } from "./column.ts";
import type { Json } from "@stepwell/protocol";

/** A column whose slots lie `shift` further on in the joined one. */
export interface ColumnPart {
  readonly column: Column;
  readonly shift: number;
}

/** Joins parts of one column that have no slot in common, in any order, into one of `slots` slots. */
export function mergeColumns(parts: readonly ColumnPart[], slots: number): Column {
  const builder = createColumnBuilder("", slots);
  const sorted = parts
    .filter(({ column }) => column.size > 0)
    .toSorted((a, b) => firstSlot(a) - firstSlot(b));
  if (sorted.every((part, at) => at === 0 || firstSlot(part) > lastSlot(sorted[at - 1] as ColumnPart))) {
    for (const { column, shift } of sorted) builder.addColumn(column, 0, Infinity, shift);
    return builder.build();
  }
  // Rows that came late lie between others: rare, so cell by cell.
  const cells: { slot: number; value: Json }[] = [];
  for (const { column, shift } of sorted) {
    forEachCell(column, (cell, slot, bigintAt, textAt) => {
      cells.push({ slot: slot + shift, value: cellValue(column, cell, bigintAt, textAt) });
    });
  }
  cells.sort((a, b) => a.slot - b.slot);
  for (const { slot, value } of cells) builder.add(slot, value);
  return builder.build();
}

/** The cells in slots below `end`. */
export function cutColumn(column: Column, end: number): Column {
  const builder = createColumnBuilder("", end);
  builder.addColumn(column, 0, end, 0);
  return builder.build();
}

function firstSlot({ column, shift }: ColumnPart): number {
  return shift + (column.places?.[0] ?? 0);
}

function lastSlot({ column, shift }: ColumnPart): number {
  return shift + (column.places?.[column.size - 1] ?? column.size - 1);
}
