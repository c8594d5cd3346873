import {
  BLOCK_LINES,
  blockOf,
  cutColumn,
  decodeBatch,
  encodeBatch,
  mergeColumns,
  sliceBatch,
} from "@stepwell/storage/adapter";
import type { Column, ColumnPart } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import type { BlockStore, Series } from "./block-store.ts";
import { addPresence, cutPresence, presentLines } from "./presence.ts";
import type { StreamState, TailPlace } from "./stream-states.ts";

/** Moves rows between tails and sealed blocks. Used inside a transaction. */
export interface Sealer {
  /** Adds a tail; its rows must lie in one block. */
  addTail(state: StreamState, line: number, rows: number, bytes: Uint8Array): void;
  /** Seals the tails of a block, together with what was sealed of it before. */
  seal(state: StreamState, block: number): void;
  /** Joins tails whose rows follow each other into one. */
  join(state: StreamState, ids: readonly number[]): void;
  /** Removes the rows from `line` on and returns how many they were. */
  cut(state: StreamState, line: number): number;
}

export function createSealer(database: Database, blocks: BlockStore): Sealer {
  const insertTail = database.prepare("INSERT INTO tail (id, line, rows, data) VALUES (?, ?, ?, ?)");
  const selectTail = database.prepare("SELECT data FROM tail WHERE id = ?");
  const deleteTail = database.prepare("DELETE FROM tail WHERE id = ?");

  const addTail: Sealer["addTail"] = (state, line, rows, bytes) => {
    const id = state.id * 2 ** 30 + state.nextTail;
    state.nextTail += 1;
    insertTail.run(id, line, rows, bytes);
    state.tails.set(id, { line, rows });
  };
  const readTail = (id: number): Uint8Array => selectTail.get(id)?.["data"] as Uint8Array;
  const removeTail = (state: StreamState, id: number): void => {
    deleteTail.run(id);
    state.tails.delete(id);
  };

  const cutSealed = (state: StreamState, line: number): number => {
    let removed = 0;
    const series = blocks.series(state.id);
    for (const block of blocks.sealedFrom(state.id, blockOf(line))) {
      const keep = Math.max(0, line - block * BLOCK_LINES);
      const presence = blocks.presence(state.id, block) ?? new Uint8Array();
      const left = cutPresence(presence, keep);
      const leftRows = presentLines(left).length;
      removed += presentLines(presence).length - leftRows;
      blocks.setPresence(state.id, block, leftRows === 0 ? undefined : left);
      for (const one of series) {
        const column = blocks.column(one, block);
        if (column !== undefined)
          blocks.setColumn(one, block, keep === 0 ? undefined : cutColumn(column, keep), column);
      }
    }
    return removed;
  };

  return {
    addTail,
    seal(state, block) {
      const own = [...state.tails].filter(([, { line }]) => blockOf(line) === block);
      const parts = new Map<string, ColumnPart[]>();
      let presence = blocks.presence(state.id, block);
      for (const [id, { line, rows }] of own) {
        const shift = line - block * BLOCK_LINES;
        presence = addPresence(presence, shift, shift + rows);
        for (const [key, column] of decodeBatch(readTail(id)).columns) {
          const known = parts.get(key);
          if (known === undefined) parts.set(key, [{ column, shift }]);
          else known.push({ column, shift });
        }
        removeTail(state, id);
      }
      blocks.setPresence(state.id, block, presence);
      const known = new Map<string, Series>(blocks.series(state.id).map((series) => [series.key, series]));
      for (const [key, added] of parts) {
        const series = known.get(key) ?? blocks.addSeries(state.id, key);
        const before = known.has(key) ? blocks.column(series, block) : undefined;
        const merged = mergeColumns(
          before === undefined ? added : [{ column: before, shift: 0 }, ...added],
          BLOCK_LINES,
        );
        blocks.setColumn(series, block, merged, before);
      }
    },
    join(state, ids) {
      const places = ids.map((id) => state.tails.get(id) as TailPlace);
      const line = Math.min(...places.map((place) => place.line));
      const rows = places.reduce((sum, place) => sum + place.rows, 0);
      const parts = new Map<string, ColumnPart[]>();
      ids.forEach((id, index) => {
        for (const [key, column] of decodeBatch(readTail(id)).columns) {
          parts.set(key, [
            ...(parts.get(key) ?? []),
            { column, shift: (places[index] as TailPlace).line - line },
          ]);
        }
        removeTail(state, id);
      });
      const columns = new Map<string, Column>(
        Array.from(parts, ([key, list]) => [key, mergeColumns(list, rows)]),
      );
      addTail(state, line, rows, encodeBatch({ rows, columns }));
    },
    cut(state, line) {
      let removed = cutSealed(state, line);
      for (const [id, place] of [...state.tails]) {
        const keep = Math.max(0, Math.min(place.rows, line - place.line));
        if (keep === place.rows) continue;
        removed += place.rows - keep;
        const bytes = readTail(id);
        removeTail(state, id);
        if (keep > 0) addTail(state, place.line, keep, encodeBatch(sliceBatch(decodeBatch(bytes), 0, keep)));
      }
      return removed;
    },
  };
}
