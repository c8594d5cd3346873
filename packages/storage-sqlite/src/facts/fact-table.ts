import { toPlainText } from "@stepwell/storage/adapter";
import type { FactReader } from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { createColumnCache } from "./column-cache.ts";
import type { RunNumbers } from "./column-cache.ts";
import { createFactLoader } from "./load-facts.ts";

/** The runs of a project as rows, those of the columns first and then those whose facts changed since. */
export interface FactTable {
  /** Rows from 0, some of which are of runs that changed or went. */
  readonly size: number;
  isThere(row: number): boolean;
  numberOf(row: number): number;
  /** Reads the path's whole column, or takes it from memory. */
  readerOf(path: string): FactReader<number>;
  /** The same for few rows, without reading the whole column. */
  cellReaderOf(path: string): FactReader<number>;
  isInMemory(path: string): boolean;
  /** All facts of a run, from what it says itself. */
  factsAt(row: number): ReadonlyMap<string, FactValue>;
  /** About how much `factsAt` reads. */
  bytesAt(row: number): number;
  /** Stale runs that have a row among the columns, too, and so are counted there as they were. */
  readonly outdated: readonly number[];
  /** The rows after those of the columns. */
  readonly fresh: readonly ReadonlyMap<string, FactValue>[];
}

/** How many facts of runs that change are remembered between calls. */
const MAX_FRESH_FACTS = 500_000;

/** Opens tables; to be called within the transaction in which the table is used. */
export function createFactTables(database: Database): (project: string) => FactTable {
  const columns = createColumnCache(database);
  const load = createFactLoader(database);
  const selectStale = database.prepare("SELECT run, change FROM fact_stale WHERE project = ?");
  const selectBytes = database.prepare("SELECT sum(octet_length(state)) AS bytes FROM source WHERE run = ?");
  let known = new Map<number, { readonly change: number; readonly facts: ReadonlyMap<string, FactValue> }>();
  let knownFacts = 0;

  const freshFacts = (
    project: string,
    run: number,
    change: number,
  ): ReadonlyMap<string, FactValue> | undefined => {
    const found = known.get(run);
    if (found?.change === change) return found.facts;
    const facts = load(run, project);
    if (facts === undefined) return undefined;
    if (knownFacts > MAX_FRESH_FACTS) {
      known = new Map();
      knownFacts = 0;
    }
    knownFacts += facts.size - (found?.facts.size ?? 0);
    known.set(run, { change, facts });
    return facts;
  };

  return (name) => {
    const project = toPlainText(name);
    const { numbers, columnOf, cellsOf, isInMemory } = columns(project);
    const { gone, outdated, fresh, freshNumbers } = lookAt(selectStale.all(project), numbers, (run, change) =>
      freshFacts(project, run, change),
    );
    const overlaid =
      (read: (row: number) => FactValue | undefined, path: string): FactReader<number> =>
      (row) =>
        row < numbers.length ? read(row) : fresh[row - numbers.length]?.get(path);
    const numberOf = (row: number): number =>
      (row < numbers.length ? numbers[row] : freshNumbers[row - numbers.length]) as number;
    return {
      size: numbers.length + fresh.length,
      isThere: (row) => gone[row] !== 1,
      numberOf,
      isInMemory,
      factsAt: (row) => fresh[row - numbers.length] ?? load(numberOf(row)) ?? new Map(),
      bytesAt: (row) => (row < numbers.length ? Number(selectBytes.get(numberOf(row))?.["bytes"] ?? 0) : 0),
      readerOf(path) {
        const column = columnOf(path);
        return overlaid((row) => column[row], path);
      },
      cellReaderOf: (path) => overlaid(cellsOf(path), path),
      outdated,
      fresh,
    };
  };
}

/** What stale runs make of the rows. */
function lookAt(
  stale: readonly Readonly<Record<string, unknown>>[],
  numbers: RunNumbers,
  factsOf: (run: number, change: number) => ReadonlyMap<string, FactValue> | undefined,
): {
  gone: Uint8Array;
  outdated: number[];
  fresh: ReadonlyMap<string, FactValue>[];
  freshNumbers: number[];
} {
  const gone = new Uint8Array(stale.length === 0 ? 0 : numbers.length);
  const outdated: number[] = [];
  const fresh: ReadonlyMap<string, FactValue>[] = [];
  const freshNumbers: number[] = [];
  for (const { run, change } of stale as readonly { run: number; change: number }[]) {
    const row = rowOf(numbers, run);
    if (row !== undefined) {
      gone[row] = 1;
      outdated.push(run);
    }
    const facts = factsOf(run, change);
    if (facts === undefined) continue;
    fresh.push(facts);
    freshNumbers.push(run);
  }
  return { gone, outdated, fresh, freshNumbers };
}

function rowOf(numbers: RunNumbers, run: number): number | undefined {
  let low = 0;
  let high = numbers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] as number;
    if (found === run) return middle;
    if (found < run) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
