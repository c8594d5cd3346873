import { toPlainText } from "@stepwell/storage/adapter";
import type { FactReader, RunFacts } from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { createColumnCache } from "./column-cache.ts";
import type { RunNumbers } from "./column-cache.ts";
import { firstRowFrom } from "./fact-place.ts";
import { createFactLoader } from "./load-facts.ts";
import type { LoadedFacts } from "./load-facts.ts";

/** The runs of a project as rows, those of the columns first and then those whose facts changed since. */
export interface FactTable {
  /** Rows from 0, some of which are of runs that changed or went. */
  readonly size: number;
  isThere(row: number): boolean;
  numberOf(row: number): number;
  /** Reads the path's whole column, or takes it from memory. */
  readerOf(path: string): FactReader<number>;
  /** The facts of few rows under a path, without reading the whole column. */
  cellsOf(path: string, rows: readonly number[]): readonly (FactValue | undefined)[];
  isInMemory(path: string): boolean;
  /** The facts of some rows, from what their runs say themselves. */
  factsAt(rows: readonly number[]): readonly (RunFacts | undefined)[];
  /** About how much `factsAt` reads. */
  bytesAt(rows: readonly number[]): number;
  /** Stale runs that have a row among the columns, too, and so are counted there as they were. */
  readonly outdated: readonly number[];
  /** The rows after those of the columns. */
  readonly fresh: readonly RunFacts[];
}

/** How many bytes of states of runs that change are remembered between calls. */
const MAX_FRESH_BYTES = 32 * 1024 * 1024;

/** Opens tables; to be called within the transaction in which the table is used. */
export function createFactTables(database: Database): (project: string) => FactTable {
  const columns = createColumnCache(database);
  const { load, bytesOf } = createFactLoader(database);
  const selectStale = database.prepare("SELECT run, change FROM fact_stale WHERE project = ?");
  let known = new Map<number, LoadedFacts & { readonly change: number }>();
  let knownBytes = 0;

  /** Loads those that changed since they were remembered. */
  const freshFacts = (
    project: string,
    stale: readonly StaleRun[],
  ): ((run: number) => RunFacts | undefined) => {
    const changed = stale.filter(({ run, change }) => known.get(run)?.change !== change);
    const loaded = load(
      changed.map(({ run }) => run),
      project,
    );
    const found = new Map(stale.map(({ run }) => [run, (loaded.get(run) ?? known.get(run))?.facts]));
    for (const { run, change } of changed) {
      knownBytes -= known.get(run)?.bytes ?? 0;
      known.delete(run);
      const fresh = loaded.get(run);
      if (fresh === undefined) {
        found.delete(run);
        continue;
      }
      knownBytes += fresh.bytes;
      known.set(run, { ...fresh, change });
    }
    if (knownBytes > MAX_FRESH_BYTES) {
      known = new Map();
      knownBytes = 0;
    }
    return (run) => found.get(run);
  };

  return (name) => {
    const project = toPlainText(name);
    const { numbers, columnOf, cellsOf, isInMemory } = columns(project);
    const stale = selectStale.all(project) as unknown as readonly StaleRun[];
    const { gone, outdated, fresh, freshNumbers } = lookAt(stale, numbers, freshFacts(project, stale));
    const overlaid =
      (read: (row: number) => FactValue | undefined, path: string): FactReader<number> =>
      (row) =>
        row < numbers.length ? read(row) : fresh[row - numbers.length]?.at(path);
    const numberOf = (row: number): number =>
      (row < numbers.length ? numbers[row] : freshNumbers[row - numbers.length]) as number;
    return {
      size: numbers.length + fresh.length,
      isThere: (row) => gone[row] !== 1,
      numberOf,
      isInMemory,
      factsAt(rows) {
        const loaded = load(rows.filter((row) => row < numbers.length).map(numberOf));
        return rows.map((row) => fresh[row - numbers.length] ?? loaded.get(numberOf(row))?.facts);
      },
      bytesAt: (rows) => bytesOf(rows.filter((row) => row < numbers.length).map(numberOf)),
      readerOf(path) {
        return overlaid(columnOf(path).at, path);
      },
      cellsOf(path, rows) {
        const cells = cellsOf(path, rows);
        return rows.map((row, index) => overlaid(() => cells[index], path)(row));
      },
      outdated,
      fresh,
    };
  };
}

interface StaleRun {
  readonly run: number;
  readonly change: number;
}

/** What stale runs make of the rows. */
function lookAt(
  stale: readonly StaleRun[],
  numbers: RunNumbers,
  factsOf: (run: number) => RunFacts | undefined,
): {
  gone: Uint8Array;
  outdated: number[];
  fresh: RunFacts[];
  freshNumbers: number[];
} {
  const gone = new Uint8Array(stale.length === 0 ? 0 : numbers.length);
  const outdated: number[] = [];
  const fresh: RunFacts[] = [];
  const freshNumbers: number[] = [];
  for (const { run } of stale) {
    const row = rowOf(numbers, run);
    if (row !== undefined) {
      gone[row] = 1;
      outdated.push(run);
    }
    const facts = factsOf(run);
    if (facts === undefined) continue;
    fresh.push(facts);
    freshNumbers.push(run);
  }
  return { gone, outdated, fresh, freshNumbers };
}

function rowOf(numbers: RunNumbers, run: number): number | undefined {
  const row = firstRowFrom(numbers, run);
  return numbers[row] === run ? row : undefined;
}
