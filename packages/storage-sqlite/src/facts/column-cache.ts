import { decodeFactColumn, FACT_BLOCK, toPlainText } from "@stepwell/storage/adapter";
import type { FactColumn } from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { blockOfRun, columnId, placeOfRun } from "./fact-place.ts";
import { readFactRows } from "./fact-rows.ts";
import type { FactRows } from "./fact-rows.ts";

/** Numbers of runs, rising. */
export type RunNumbers = Float64Array;

/** The columns of one project as they are in the caller's transaction. */
export interface ProjectColumns {
  /** The runs that have columns: their places are the rows. */
  readonly numbers: RunNumbers;
  columnOf(path: string): FactRows;
  isInMemory(path: string): boolean;
  /** Reads the cells of some rows: whole blocks, each once, unless the column is in memory. */
  cellsOf(path: string, rows: readonly number[]): readonly (FactValue | undefined)[];
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
  // One statement for many blocks: a call costs more than a row.
  const selectSome = database.prepare(
    "SELECT block, data FROM fact_column WHERE id IN (SELECT value FROM json_each(?))",
  );
  const remembered = createMemory();

  const keyOf = (project: string, path: string): number | undefined =>
    selectKey.get(project, toPlainText(path))?.["id"] as number | undefined;
  const blocksOf = (key: number | undefined): readonly StoredBlock[] =>
    key === undefined
      ? []
      : (selectBlocks.all(columnId(key, 0), columnId(key + 1, 0)) as unknown as readonly StoredBlock[]);

  function readBlocks(key: number, blocks: ReadonlySet<number>): ReadonlyMap<number, FactColumn> {
    const ids = JSON.stringify(Array.from(blocks, (block) => columnId(key, block)).toSorted((a, b) => a - b));
    const found = selectSome.all(ids) as unknown as readonly StoredBlock[];
    return new Map(found.map(({ block, data }) => [block, decodeFactColumn(data)]));
  }

  function readNumbers(project: string): Kept<RunNumbers> {
    const columns = blocksOf(keyOf(project, OF_EVERY_RUN)).map(({ block, data }) => ({
      first: block * FACT_BLOCK,
      places: decodeFactColumn(data).places,
    }));
    const numbers = new Float64Array(columns.reduce((sum, { places }) => sum + places.length, 0));
    let row = 0;
    for (const { first, places } of columns) {
      for (let entry = 0; entry < places.length; entry++)
        numbers[row + entry] = first + (places[entry] as number);
      row += places.length;
    }
    return { value: numbers, bytes: numbers.byteLength };
  }

  function readColumn(project: string, path: string, numbers: RunNumbers): Kept<FactRows> {
    const rows = readFactRows(blocksOf(keyOf(project, path)), numbers);
    return { value: rows, bytes: rows.bytes };
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
      cellsOf(path, rows) {
        const column = remembered.peek<FactRows>(`c ${own.length} ${own} ${path}`);
        if (column !== undefined) return rows.map(column.at);
        const key = keyOf(project, path);
        if (key === undefined) return rows.map(() => undefined);
        const runs = rows.map((row) => numbers[row]);
        const blocks = readBlocks(key, new Set(runs.filter((run) => run !== undefined).map(blockOfRun)));
        return runs.map((run) =>
          run === undefined ? undefined : blocks.get(blockOfRun(run))?.at(placeOfRun(run)),
        );
      },
    };
  };
}

interface StoredBlock {
  readonly block: number;
  readonly data: Uint8Array;
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
