import { decodeFactColumn, FACT_BLOCK, toPlainText } from "@stepwell/storage/adapter";
import type { FactColumn } from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { blockOfRun, columnId, placeOfRun } from "./fact-place.ts";

/** Numbers of runs, rising. */
export type RunNumbers = Float64Array;

/** A path's facts by row; places without one are holes. */
type FactRows = readonly (FactValue | undefined)[];

/** The columns of one project as they are in the caller's transaction. */
export interface ProjectColumns {
  /** The runs that have columns: their places are the rows. */
  readonly numbers: RunNumbers;
  columnOf(path: string): FactRows;
  isInMemory(path: string): boolean;
  /** Reads single cells: whole blocks, each once, unless the column is in memory. */
  cellsOf(path: string): (row: number) => FactValue | undefined;
}

/** Every run has a fact there. */
const OF_EVERY_RUN = "createdAt";
const MAX_BYTES = 64 * 1024 * 1024;

/** Remembers decoded columns for as long as no run was folded into their project, the last used ones, up to 64 MB. */
export function createColumnCache(database: Database): (project: string) => ProjectColumns {
  const selectGeneration = database.prepare("SELECT generation FROM fact_project WHERE project = ?");
  const selectKey = database.prepare("SELECT id FROM fact_key WHERE project = ? AND path = ?");
  const selectBlocks = database.prepare(
    "SELECT block, data FROM fact_column WHERE id >= ? AND id < ? ORDER BY id",
  );
  const selectBlock = database.prepare("SELECT data FROM fact_column WHERE id = ?");
  const remembered = createMemory();

  const keyOf = (project: string, path: string): number | undefined =>
    selectKey.get(project, toPlainText(path))?.["id"] as number | undefined;
  const blocksOf = (key: number | undefined): readonly Readonly<Record<string, unknown>>[] =>
    key === undefined ? [] : selectBlocks.all(columnId(key, 0), columnId(key + 1, 0));

  function readNumbers(project: string): Kept<RunNumbers> {
    const numbers: number[] = [];
    for (const { block, data } of blocksOf(keyOf(project, OF_EVERY_RUN))) {
      const first = (block as number) * FACT_BLOCK;
      for (const place of decodeFactColumn(data as Uint8Array).places) numbers.push(first + place);
    }
    return { value: Float64Array.from(numbers), bytes: numbers.length * 8 };
  }

  function readColumn(project: string, path: string, numbers: RunNumbers): Kept<FactRows> {
    // Holes, so that a column of numbers alone is kept as plain doubles.
    const rows: (FactValue | undefined)[] = [];
    rows.length = numbers.length;
    let bytes = numbers.length * 8;
    let row = 0;
    for (const { block, data } of blocksOf(keyOf(project, path))) {
      const first = (block as number) * FACT_BLOCK;
      const column = decodeFactColumn(data as Uint8Array);
      const { places } = column;
      const values = column.values();
      bytes += (data as Uint8Array).length;
      for (let entry = 0; entry < places.length; entry++) {
        const run = first + (places[entry] as number);
        while (row < numbers.length && (numbers[row] as number) < run) row += 1;
        if (numbers[row] === run) rows[row] = values[entry];
      }
    }
    return { value: rows, bytes };
  }

  return (project) => {
    const generation = Number(selectGeneration.get(project)?.["generation"] ?? 0);
    const own = `${generation} ${project}`;
    const numbers = remembered.take(`n ${own}`, () => readNumbers(project));
    return {
      numbers,
      columnOf: (path) =>
        remembered.take(`c ${own.length} ${own} ${path}`, () => readColumn(project, path, numbers)),
      isInMemory: (path) => remembered.peek(`c ${own.length} ${own} ${path}`) !== undefined,
      cellsOf(path) {
        const rows = remembered.peek<FactRows>(`c ${own.length} ${own} ${path}`);
        if (rows !== undefined) return (row) => rows[row];
        const key = keyOf(project, path);
        const blocks = new Map<number, FactColumn | undefined>();
        return (row) => {
          const number = numbers[row];
          if (key === undefined || number === undefined) return undefined;
          const block = blockOfRun(number);
          if (!blocks.has(block)) {
            const data = selectBlock.get(columnId(key, block))?.["data"] as Uint8Array | undefined;
            blocks.set(block, data && decodeFactColumn(data));
          }
          return blocks.get(block)?.at(placeOfRun(number));
        };
      },
    };
  };
}

interface Kept<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** Keeps what was used last, up to a size. */
function createMemory(): {
  take<Value>(key: string, read: () => Kept<Value>): Value;
  peek<Value>(key: string): Value | undefined;
} {
  const entries = new Map<string, Kept<unknown>>();
  let total = 0;
  return {
    take<Value>(key: string, read: () => Kept<Value>): Value {
      const entry = (entries.get(key) as Kept<Value> | undefined) ?? read();
      if (!entries.delete(key)) total += entry.bytes;
      entries.set(key, entry);
      for (const [oldest, { bytes }] of entries) {
        if (total <= MAX_BYTES || oldest === key) break;
        entries.delete(oldest);
        total -= bytes;
      }
      return entry.value;
    },
    peek: <Value>(key: string) => entries.get(key)?.value as Value | undefined,
  };
}
