import type { FactValue } from "@stepwell/storage";
import { blockOfRun } from "./fact-place.ts";
import type { FactTable } from "./fact-table.ts";

/** Reading a run's states costs as much as so many blocks of columns, while its states are not large. */
const BLOCKS_A_RUN = 4;
const MOST_BYTES = 4 * 1024 * 1024;

/** The facts of some rows under some paths, by path and then by row: from the columns or from the runs, whichever is less to read. */
export function readCells(
  table: FactTable,
  rows: readonly number[],
  columns: readonly string[],
): readonly (readonly (FactValue | undefined)[])[] {
  const unread = columns.filter((path) => !table.isInMemory(path));
  const blocks = new Set(rows.map((row) => blockOfRun(table.numberOf(row)))).size;
  if (unread.length * blocks > rows.length * BLOCKS_A_RUN && table.bytesAt(rows) <= MOST_BYTES) {
    const runs = table.factsAt(rows);
    return columns.map((path) => runs.map((facts) => facts?.at(path)));
  }
  // A column after the other, because a column's blocks lie together.
  return columns.map((path) => table.cellsOf(path, rows));
}
