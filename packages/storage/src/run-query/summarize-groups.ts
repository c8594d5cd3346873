import { compareFacts } from "./compare-facts.ts";
import type { FactReader } from "./compile-filter.ts";
import { factKey } from "./fact-key.ts";
import type { FactValue } from "./run-facts.ts";
import type { FoundGroups, GroupSort, Measure, RunGroup, RunGrouping } from "./run-queries.ts";

const LIVE: readonly unknown[] = ["running", "preempting"];

/** Groups the runs, which the filter has let through, and takes the page that is asked for. */
export function summarizeGroups<Run>(
  runs: Iterable<Run>,
  { by, measures = [], sort, from, limit }: RunGrouping,
  readerOf: (path: string) => FactReader<Run>,
): FoundGroups {
  const keyReaders = by.map(readerOf);
  const measureReaders = measures.map(readerOf);
  const readState = readerOf("state");
  const groups = new Map<string, GroupSum>();
  for (const run of runs) {
    const values = keyReaders.map((read) => read(run));
    const key = values.map(factKey).join("");
    let sum = groups.get(key);
    if (sum === undefined) {
      sum = { values, runs: 0, live: 0, measures: measures.map(() => new MeasureSum()) };
      groups.set(key, sum);
    }
    sum.runs += 1;
    if (LIVE.includes(readState(run))) sum.live += 1;
    for (let index = 0; index < measureReaders.length; index++)
      sum.measures[index]?.add(measureReaders[index]?.(run));
  }
  const all = Array.from(groups.values(), (sum): RunGroup => ({
    ...sum,
    measures: sum.measures.map((one) => one.total()),
  }));
  const sorted = all.toSorted(groupOrder(sort, measures));
  return { groups: sorted.slice(from, from + limit), total: all.length };
}

interface GroupSum {
  readonly values: readonly (FactValue | undefined)[];
  runs: number;
  live: number;
  readonly measures: readonly MeasureSum[];
}

class MeasureSum {
  #count = 0;
  #mean = 0;
  #min = Infinity;
  #max = -Infinity;

  add(value: FactValue | undefined): void {
    if (typeof value !== "number" || !Number.isFinite(value)) return;
    this.#count += 1;
    // Two quotients, because neither a sum nor a difference of huge numbers is a number.
    this.#mean += value / this.#count - this.#mean / this.#count;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
  }

  total(): Measure {
    if (this.#count === 0) return { count: 0, min: Number.NaN, max: Number.NaN, mean: Number.NaN };
    return { count: this.#count, min: this.#min, max: this.#max, mean: this.#mean };
  }
}

function groupOrder(
  sort: GroupSort | undefined,
  measures: readonly string[],
): (a: RunGroup, b: RunGroup) => number {
  if (sort === undefined) return byValues;
  const sign = sort.direction === "ascending" ? 1 : -1;
  const { of } = sort;
  if (of === "runs") return (a, b) => sign * (a.runs - b.runs) || byValues(a, b);
  const index = measures.indexOf(of.path);
  const taken = (group: RunGroup): number => group.measures[index]?.[of.take] ?? Number.NaN;
  return (a, b) => {
    const [x, y] = [taken(a), taken(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) {
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || byValues(a, b);
    }
    return sign * (x - y) || byValues(a, b);
  };
}

function byValues(a: RunGroup, b: RunGroup): number {
  for (let index = 0; index < a.values.length; index++) {
    const order = compareFacts(a.values[index], b.values[index]);
    if (order !== 0) return order;
  }
  return 0;
}
