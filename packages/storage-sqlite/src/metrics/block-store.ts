import {
  countKinds,
  decodeCells,
  decodeHead,
  encodeBlock,
  fromPlainText,
  toPlainText,
} from "@stepwell/storage/adapter";
import type { Column } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import { blockId, BLOCKS_PER_SERIES, idRange, TAILS_PER_STREAM } from "./packed-ids.ts";
import type { Presence } from "./presence.ts";

/** A key of a stream. */
export interface Series {
  readonly id: number;
  readonly key: string;
}

/** Sealed blocks: reads and writes them, and keeps the counts of each key's cells. Used inside a transaction. */
export interface BlockStore {
  /** The keys of a stream that have been sealed, in the order in which they came. */
  series(stream: number): Series[];
  addSeries(stream: number, key: string): Series;
  presence(stream: number, block: number): Presence | undefined;
  /** Blocks of a stream that have been sealed, from `block` on. */
  sealedFrom(stream: number, block: number): number[];
  setPresence(stream: number, block: number, presence: Presence | undefined): void;
  column(series: Series, block: number): Column | undefined;
  /** Replaces a column, or removes it when undefined or empty. `before` is what is stored now. */
  setColumn(series: Series, block: number, column: Column | undefined, before: Column | undefined): void;
  /** Stores a column that is not to be seen yet, so it is not counted; nothing may be there. */
  stageColumn(series: Series, block: number, column: Column): void;
  /** Counts a column that was staged. */
  countStaged(series: Series, column: Column): void;
  /** Removes what was staged of a block. */
  unstage(stream: number, block: number): void;
  /** Removes at most about `most` rows of tables that belong to the stream; false when none is left. */
  removeSome(stream: number, most: number): boolean;
}

export function createBlockStore(database: Database): BlockStore {
  const selectSeries = database.prepare("SELECT id, key FROM series WHERE stream = ? ORDER BY id");
  const insertSeries = database.prepare(
    "INSERT INTO series (stream, key, numbers, others) VALUES (?, ?, 0, '') RETURNING id",
  );
  const selectCounts = database.prepare("SELECT numbers, others FROM series WHERE id = ?");
  const addNumbers = database.prepare("UPDATE series SET numbers = numbers + ? WHERE id = ?");
  const updateCounts = database.prepare("UPDATE series SET numbers = ?, others = ? WHERE id = ?");
  const selectPresence = database.prepare("SELECT present FROM block WHERE id = ?");
  const selectBlocks = database.prepare("SELECT id FROM block WHERE id >= ? AND id < ? ORDER BY id");
  const replacePresence = database.prepare("INSERT OR REPLACE INTO block (id, present) VALUES (?, ?)");
  const deletePresence = database.prepare("DELETE FROM block WHERE id = ?");
  const selectHead = database.prepare("SELECT data FROM head WHERE id = ?");
  const selectCells = database.prepare("SELECT data FROM cells WHERE id = ?");
  const parts = ["head", "fine", "cells"] as const;
  const replacePart = parts.map((table) =>
    database.prepare(`INSERT OR REPLACE INTO ${table} (id, data) VALUES (?, ?)`),
  );
  const deletePart = parts.map((table) => database.prepare(`DELETE FROM ${table} WHERE id = ?`));
  const selectOneSeries = database.prepare("SELECT id FROM series WHERE stream = ? LIMIT 1");
  const deleteSeries = database.prepare("DELETE FROM series WHERE id = ?");
  const some = new Map(
    ([...parts, "block", "tail"] as const).map((table) => [
      table,
      {
        select: database.prepare(`SELECT id FROM ${table} WHERE id >= ? AND id < ? LIMIT ?`),
        remove: database.prepare(`DELETE FROM ${table} WHERE id = ?`),
      },
    ]),
  );
  const removeFrom = (table: string, range: readonly [number, number], most: number): number => {
    const statements = some.get(table as "tail");
    const found = statements?.select.all(...range, most) ?? [];
    for (const row of found) statements?.remove.run(row["id"] as number);
    return found.length;
  };

  const series = (stream: number): Series[] =>
    selectSeries
      .all(stream)
      .map((row) => ({ id: row["id"] as number, key: fromPlainText(row["key"] as string) }));

  const count = (id: number, column: Column, sign: 1 | -1): void => {
    if (column.kinds === undefined) {
      addNumbers.run(sign * column.size, id);
      return;
    }
    const row = selectCounts.get(id);
    const text = row?.["others"] as string;
    const others = new Map(text === "" ? [] : (JSON.parse(text) as [string, number][]));
    const counts = countKinds(column);
    for (const [kind, cells] of counts.others) others.set(kind, (others.get(kind) ?? 0) + sign * cells);
    const kept = [...others].filter(([, cells]) => cells > 0);
    updateCounts.run(
      (row?.["numbers"] as number) + sign * counts.numbers,
      kept.length === 0 ? "" : JSON.stringify(kept),
      id,
    );
  };

  return {
    series,
    addSeries: (stream, key) => ({ id: insertSeries.get(stream, toPlainText(key))?.["id"] as number, key }),
    presence: (stream, block) =>
      selectPresence.get(blockId(stream, block))?.["present"] as Presence | undefined,
    sealedFrom(stream, block) {
      const [start, end] = idRange(stream, BLOCKS_PER_SERIES);
      return selectBlocks.all(start + block, end).map((row) => (row["id"] as number) - start);
    },
    setPresence(stream, block, presence) {
      if (presence === undefined) deletePresence.run(blockId(stream, block));
      else replacePresence.run(blockId(stream, block), presence);
    },
    column({ id }, block) {
      const head = selectHead.get(blockId(id, block))?.["data"];
      if (head === undefined) return undefined;
      return (
        decodeHead(head as Uint8Array).cells?.() ??
        decodeCells(selectCells.get(blockId(id, block))?.["data"] as Uint8Array)
      );
    },
    setColumn({ id }, block, column, before) {
      if (before !== undefined) count(id, before, -1);
      const at = blockId(id, block);
      if (column === undefined || column.size === 0) {
        for (const statement of deletePart) statement.run(at);
        return;
      }
      count(id, column, 1);
      const encoded = encodeBlock(column);
      parts.forEach((part, index) => {
        const bytes = encoded[part];
        if (bytes !== undefined) replacePart[index]?.run(at, bytes);
        else if (before !== undefined) deletePart[index]?.run(at);
      });
    },
    stageColumn({ id }, block, column) {
      const encoded = encodeBlock(column);
      parts.forEach((part, index) => {
        const bytes = encoded[part];
        if (bytes !== undefined) replacePart[index]?.run(blockId(id, block), bytes);
      });
    },
    countStaged: ({ id }, column) => count(id, column, 1),
    unstage(stream, block) {
      for (const { id } of series(stream)) {
        for (const statement of deletePart) statement.run(blockId(id, block));
      }
    },
    removeSome(stream, most) {
      let left = most - removeFrom("tail", idRange(stream, TAILS_PER_STREAM), most);
      left -= left > 0 ? removeFrom("block", idRange(stream, BLOCKS_PER_SERIES), left) : 0;
      while (left > 0) {
        const id = selectOneSeries.get(stream)?.["id"] as number | undefined;
        if (id === undefined) return false;
        const before = left;
        for (const part of parts) left -= removeFrom(part, idRange(id, BLOCKS_PER_SERIES), Math.max(left, 0));
        if (left === before) {
          deleteSeries.run(id);
          left -= 1;
        }
      }
      return true;
    },
  };
}
