import type { FactValue } from "@stepwell/storage";
import type { FactTable } from "./fact-table.ts";

/** More columns than this are read from the runs themselves, in one place for each run, unless the runs are large. */
const FEW_COLUMNS = 16;
const MOST_BYTES = 4 * 1024 * 1024;

/** The facts of some rows under some paths, by path and then by row. */
export function readCells(
  table: FactTable,
  rows: readonly number[],
  columns: readonly string[],
): readonly (readonly (FactValue | undefined)[])[] {
  const unread = columns.filter((path) => !table.isInMemory(path));
  if (unread.length > FEW_COLUMNS && bytesOf(table, rows) <= MOST_BYTES) {
    const runs = rows.map((row) => table.factsAt(row));
    return columns.map((path) => runs.map((facts) => facts.get(path)));
  }
  // A column after the other, because a column's blocks lie together.
  return columns.map((path) => {
    const read = table.cellReaderOf(path);
    return rows.map((row) => read(row));
  });
}

function bytesOf(table: FactTable, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + table.bytesAt(row), 0);
}
