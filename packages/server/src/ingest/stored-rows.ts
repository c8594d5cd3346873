import type { Row } from "@stepwell/runlog";
import type { RowChunk, RowReceipt } from "@stepwell/storage";

/** A row and the line that it got. */
export interface LineRow {
  readonly line: number;
  readonly row: Row;
}

/** The rows of a chunk that were new, with their lines: what was repeated lies at its start. */
export function storedRows(chunk: RowChunk, receipt: RowReceipt): LineRow[] {
  const found: LineRow[] = [];
  let at = chunk.rows.length - receipt.stored;
  for (const { from, to } of receipt.lines) {
    for (let line = from; line < to; line++) {
      const row = chunk.rows[at++];
      if (row !== undefined) found.push({ line, row });
    }
  }
  return found;
}
