import { BLOCK_LINES, blockOf, cutPage, decodeBatch, mergeColumns } from "@stepwell/storage/adapter";
import type { Column, ColumnPart, TailView } from "@stepwell/storage/adapter";
import type { ColumnPage } from "@stepwell/storage";
import type { BlockStore } from "./block-store.ts";
import { presentLines } from "./presence.ts";
import type { RowPage } from "./read-rows.ts";

/** Reads rows of a stream as columns, from one block at most, inside a transaction. */
export function readColumns(
  blocks: BlockStore,
  stream: number,
  tails: readonly TailView[],
  page: RowPage & { readonly to?: number },
): ColumnPage {
  const { limit, to = Infinity } = page;
  const keys = page.keys === undefined ? undefined : new Set(page.keys);
  const reads = (key: string): boolean => keys === undefined || keys.has(key) || key.startsWith("_");
  const first = blockOf(page.from);
  const numbers = new Set([
    ...blocks.sealedFrom(stream, first),
    ...tails.map(({ line }) => blockOf(line)).filter((block) => block >= first),
  ]);
  const [block, later] = [...numbers].toSorted((a, b) => a - b);
  if (block === undefined || block * BLOCK_LINES >= to) return { rows: 0, columns: new Map(), next: null };

  const start = block * BLOCK_LINES;
  const parts = new Map<string, ColumnPart[]>();
  const present = new Uint8Array(BLOCK_LINES);
  const add = (key: string, column: Column, shift: number): void => {
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [{ column, shift }]);
    else known.push({ column, shift });
  };
  const presence = blocks.presence(stream, block);
  if (presence !== undefined) {
    for (const line of presentLines(presence)) present[line] = 1;
    for (const series of blocks.series(stream)) {
      const column = reads(series.key) ? blocks.column(series, block) : undefined;
      if (column !== undefined) add(series.key, column, 0);
    }
  }
  for (const tail of tails) {
    if (blockOf(tail.line) !== block) continue;
    const shift = tail.line - start;
    present.fill(1, shift, shift + tail.rows);
    for (const [key, column] of decodeBatch(tail.bytes).columns) if (reads(key)) add(key, column, shift);
  }
  const columns = new Map<string, Column>();
  for (const [key, list] of parts) columns.set(key, joined(list));
  const from = Math.max(0, page.from - start);
  const cut = cutPage({ slots: BLOCK_LINES, present, columns, keys, from, to: to - start, limit });
  const following =
    cut.end < BLOCK_LINES ? start + cut.end : later === undefined ? Infinity : later * BLOCK_LINES;
  const next = following < to ? following : null;
  return { rows: cut.rows, columns: cut.columns, next };
}

function joined(parts: readonly ColumnPart[]): Column {
  const [only] = parts;
  if (parts.length === 1 && only?.shift === 0) return only.column;
  return mergeColumns(parts, BLOCK_LINES);
}
