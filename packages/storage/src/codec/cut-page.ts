import type { Column } from "./column.ts";
import { forEachCell } from "./column.ts";
import { pickCells } from "./pick-cells.ts";

/** A stretch of slots as stored, and which of its rows are wanted. */
export interface PageCut {
  readonly slots: number;
  /** 1 for each slot that has a row. */
  readonly present: Uint8Array;
  /** By joined path. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Only rows with a cell of one of these; absent for all rows. */
  readonly keys: ReadonlySet<string> | undefined;
  /** The first slot to look at, and the first one not to look at. */
  readonly from: number;
  readonly to: number;
  /** Rows at most. */
  readonly limit: number;
}

/** Rows as columns, none of which shares a buffer with what it was cut from. */
export interface CutPage {
  readonly rows: number;
  readonly columns: Map<string, Column>;
  /** The first slot that was not looked at. */
  readonly end: number;
}

/** Keeps the wanted rows, moved together: slot i of the result is its row i. Columns without a cell are left out. */
export function cutPage(cut: PageCut): CutPage {
  const { slots, from, to, limit } = cut;
  const wanted = cut.keys === undefined ? cut.present : slotsOf(cut, cut.keys);
  const rowOf = new Int32Array(slots).fill(-1);
  let rows = 0;
  let end = Math.min(from, slots);
  for (; end < Math.min(to, slots) && rows < limit; end++) {
    if (wanted[end] === 1 && cut.present[end] === 1) rowOf[end] = rows++;
  }
  const columns = new Map<string, Column>();
  for (const [key, column] of cut.columns) {
    const picked = rows === 0 ? undefined : pickCells(column, rowOf);
    if (picked !== undefined && picked.size > 0) columns.set(key, picked);
  }
  return { rows, columns, end };
}

function slotsOf({ slots, columns }: PageCut, keys: ReadonlySet<string>): Uint8Array {
  const wanted = new Uint8Array(slots);
  for (const key of keys) {
    const column = columns.get(key);
    if (column !== undefined) {
      forEachCell(column, (_, slot) => {
        wanted[slot] = 1;
      });
    }
  }
  return wanted;
}
