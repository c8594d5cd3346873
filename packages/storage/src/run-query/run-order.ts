import { compareFacts, isUnordered } from "./compare-facts.ts";
import type { FactReader } from "./compile-filter.ts";
import type { FactValue } from "./run-facts.ts";
import type { RunCursor, RunSort } from "./run-queries.ts";

/** An order of runs, whatever stands for a run. */
export interface RunOrder<Run> {
  /** Below zero when `a` comes first; never zero for two runs. */
  compare(a: Run, b: Run): number;
  /** Above zero when the run comes after the place. */
  compareToPlace(run: Run, place: RunCursor): number;
  placeOf(run: Run): RunCursor;
}

/** Makes the order that `sort` asks for. */
export function createRunOrder<Run>(
  sort: readonly RunSort[],
  readerOf: (path: string) => FactReader<Run>,
  numberOf: (run: Run) => number,
): RunOrder<Run> {
  const readers = sort.map(({ path }) => readerOf(path));
  const comparisons = sort.map(comparisonOf);
  const sign = sort[0]?.direction === "ascending" ? 1 : -1;

  return {
    compare(a, b) {
      for (let index = 0; index < readers.length; index++) {
        const read = readers[index] as FactReader<Run>;
        const order = (comparisons[index] as Comparison)(read(a), read(b));
        if (order !== 0) return order;
      }
      return sign * (numberOf(a) - numberOf(b));
    },
    compareToPlace(run, { values, number }) {
      for (let index = 0; index < readers.length; index++) {
        const read = readers[index] as FactReader<Run>;
        const order = (comparisons[index] as Comparison)(read(run), values[index]);
        if (order !== 0) return order;
      }
      return sign * (numberOf(run) - number);
    },
    placeOf: (run) => ({ values: readers.map((read) => read(run)), number: numberOf(run) }),
  };
}

type Comparison = (a: FactValue | undefined, b: FactValue | undefined) => number;

function comparisonOf({ direction, unordered = "last" }: RunSort): Comparison {
  const sign = direction === "ascending" ? 1 : -1;
  const aside = unordered === "last" ? 1 : -1;
  return (a, b) => {
    const order = compareFacts(a, b);
    if (order === 0) return 0;
    return isUnordered(a) || isUnordered(b) ? aside * order : sign * order;
  };
}
