import {
  batchSections,
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
  /**
   * Begins to seal the tails of a block, together with what was sealed of it before. Each call of the result does a piece,
   * in a transaction of its own, and gives true when it was the last; readers see the tails until then.
   */
  beginSeal(state: StreamState, block: number): () => boolean;
  /** Joins tails whose rows follow each other into one. */
  join(state: StreamState, ids: readonly number[]): void;
  /** Removes the rows from `line` on and returns how many they were. */
  cut(state: StreamState, line: number): number;
}

// Some 2 ms of decoding and encoding, since an acknowledgement may wait for a piece; a key costs that of so many cells
// beside its own.
const PIECE_CELLS = 16_384;
const CELLS_OF_A_KEY = 256;

/** A key's cells in one tail, decoded when they are asked for. */
interface TailSection {
  readonly shift: number;
  read(): Column;
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
    const cut = blocks.sealedFrom(state.id, blockOf(line));
    if (cut.length > 0) state.reseals += 1;
    for (const block of cut) {
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

  const discardStaged = (state: StreamState): void => {
    if (state.sealing !== undefined) blocks.unstage(state.id, state.sealing);
    state.sealing = undefined;
  };

  const collect = (state: StreamState, block: number, ids: readonly number[]): Map<string, TailSection[]> => {
    const sections = new Map<string, TailSection[]>();
    for (const id of ids) {
      const shift = (state.tails.get(id) as TailPlace).line - block * BLOCK_LINES;
      for (const { key, read } of batchSections(readTail(id))) {
        const known = sections.get(key);
        if (known === undefined) sections.set(key, [{ shift, read }]);
        else known.push({ shift, read });
      }
    }
    return sections;
  };

  // The tails go and the block's rows come, in one transaction.
  const replaceTails = (state: StreamState, block: number, ids: readonly number[]): void => {
    const sealed = blocks.presence(state.id, block);
    let presence = sealed;
    for (const id of ids) {
      const { line, rows } = state.tails.get(id) as TailPlace;
      presence = addPresence(presence, line - block * BLOCK_LINES, line - block * BLOCK_LINES + rows);
      removeTail(state, id);
    }
    blocks.setPresence(state.id, block, presence);
    state.seals += 1;
    if (sealed !== undefined || blocks.sealedFrom(state.id, block + 1).length > 0) state.reseals += 1;
  };

  const sealAtOnce = (
    state: StreamState,
    block: number,
    ids: readonly number[],
    sections: ReadonlyMap<string, readonly TailSection[]>,
  ): void => {
    replaceTails(state, block, ids);
    const known = new Map<string, Series>(blocks.series(state.id).map((series) => [series.key, series]));
    for (const [key, list] of sections) {
      const added = list.map(decoded);
      const series = known.get(key) ?? blocks.addSeries(state.id, key);
      const before = known.has(key) ? blocks.column(series, block) : undefined;
      const merged = mergeColumns(
        before === undefined ? added : [{ column: before, shift: 0 }, ...added],
        BLOCK_LINES,
      );
      blocks.setColumn(series, block, merged, before);
    }
  };

  function beginSeal(state: StreamState, block: number): () => boolean {
    const ids = [...state.tails].filter(([, { line }]) => blockOf(line) === block).map(([id]) => id);
    const sections = collect(state, block, ids);
    const rows = ids.reduce((sum, id) => sum + (state.tails.get(id) as TailPlace).rows, 0);
    if (rows * sections.size <= PIECE_CELLS || blocks.presence(state.id, block) !== undefined) {
      return () => {
        discardStaged(state);
        sealAtOnce(state, block, ids, sections);
        return true;
      };
    }
    const known = new Map<string, Series>(blocks.series(state.id).map((series) => [series.key, series]));
    const waiting = sections.entries();
    const staged: { series: Series; column: Column }[] = [];
    return () => {
      if (staged.length === 0) {
        discardStaged(state);
        state.sealing = block;
      }
      let done = 0;
      for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
        const [key, list] = next.value;
        const series = known.get(key) ?? blocks.addSeries(state.id, key);
        const column = mergeColumns(list.map(decoded), BLOCK_LINES);
        blocks.stageColumn(series, block, column);
        staged.push({ series, column });
        done += column.size + CELLS_OF_A_KEY;
        if (done >= PIECE_CELLS) return false;
      }
      for (const { series, column } of staged) blocks.countStaged(series, column);
      state.sealing = undefined;
      replaceTails(state, block, ids);
      return true;
    };
  }

  return {
    addTail,
    beginSeal,
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
      discardStaged(state);
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

function decoded({ shift, read }: TailSection): ColumnPart {
  return { shift, column: read() };
}
