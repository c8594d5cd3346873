import {
  BLOCK_LINES,
  blockOf,
  cellValue,
  decodeBatch,
  forEachCell,
  rowFromLeaves,
} from "@stepwell/storage/adapter";
import type { Column, Leaf, TailView } from "@stepwell/storage/adapter";
import type { StoredRow } from "@stepwell/storage";
import type { BlockStore, Series } from "./block-store.ts";
import { presentLines } from "./presence.ts";

/** Which rows are wanted. */
export interface RowPage {
  readonly from: number;
  readonly limit: number;
  readonly keys?: readonly string[];
}

/** Reads a page of rows of a stream, block by block, inside a transaction. */
export function readRows(
  blocks: BlockStore,
  stream: number,
  tails: readonly TailView[],
  page: RowPage,
): StoredRow[] {
  const wanted = page.keys === undefined ? undefined : new Set(page.keys);
  const reads = (key: string): boolean => wanted === undefined || wanted.has(key) || key.startsWith("_");
  const series = blocks.series(stream).filter(({ key }) => reads(key));
  const first = blockOf(page.from);
  const numbers = new Set([
    ...blocks.sealedFrom(stream, first),
    ...tails.map(({ line }) => blockOf(line)).filter((block) => block >= first),
  ]);
  const found: StoredRow[] = [];
  for (const block of [...numbers].toSorted((a, b) => a - b)) {
    const rows = createBlockRows(block * BLOCK_LINES, wanted);
    readSealed(blocks, stream, block, series, rows);
    for (const tail of tails) if (blockOf(tail.line) === block) readTail(tail, reads, rows);
    for (const row of rows.stored(page.from)) {
      if (found.length >= page.limit) return found;
      found.push(row);
    }
  }
  return found;
}

interface BlockRows {
  add(line: number): void;
  addColumn(key: string, column: Column, line: number): void;
  stored(from: number): Generator<StoredRow>;
}

function createBlockRows(start: number, wanted: ReadonlySet<string> | undefined): BlockRows {
  const leaves: (Leaf[] | undefined)[] = Array.from({ length: BLOCK_LINES });
  const chosen = new Uint8Array(BLOCK_LINES);
  return {
    add(line) {
      leaves[line - start] ??= [];
    },
    addColumn(key, column, line) {
      const choose = wanted === undefined || wanted.has(key);
      forEachCell(column, (cell, slot, bigintAt, textAt) => {
        const at = line + slot - start;
        leaves[at]?.push([key, cellValue(column, cell, bigintAt, textAt)]);
        if (choose) chosen[at] = 1;
      });
    },
    *stored(from) {
      for (let at = Math.max(0, from - start); at < BLOCK_LINES; at++) {
        const row = leaves[at];
        if (row !== undefined && (wanted === undefined || chosen[at]))
          yield { line: start + at, row: rowFromLeaves(row) };
      }
    },
  };
}

function readSealed(
  blocks: BlockStore,
  stream: number,
  block: number,
  series: readonly Series[],
  rows: BlockRows,
): void {
  const presence = blocks.presence(stream, block);
  if (presence === undefined) return;
  const start = block * BLOCK_LINES;
  for (const line of presentLines(presence)) rows.add(start + line);
  for (const one of series) {
    const column = blocks.column(one, block);
    if (column !== undefined) rows.addColumn(one.key, column, start);
  }
}

function readTail(tail: TailView, reads: (key: string) => boolean, rows: BlockRows): void {
  for (let row = 0; row < tail.rows; row++) rows.add(tail.line + row);
  for (const [key, column] of decodeBatch(tail.bytes).columns)
    if (reads(key)) rows.addColumn(key, column, tail.line);
}
