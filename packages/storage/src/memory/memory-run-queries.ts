import { compileFilter } from "../run-query/compile-filter.ts";
import type { FactReader } from "../run-query/compile-filter.ts";
import { factsOf } from "../run-query/run-facts.ts";
import type { FactValue } from "../run-query/run-facts.ts";
import { EVERY_RUN } from "../run-query/run-filter.ts";
import type { RunFilter } from "../run-query/run-filter.ts";
import { createRunOrder } from "../run-query/run-order.ts";
import type { FactKey, FoundRun, RunQueries } from "../run-query/run-queries.ts";
import { summarizeGroups } from "../run-query/summarize-groups.ts";
import { summarizeValues } from "../run-query/summarize-values.ts";
import type { StoredRun } from "../run-store.ts";

/** Queries the plain way: the facts of every run of the project, filtered and sorted. */
export function createMemoryRunQueries(runsOf: (project: string) => readonly StoredRun[]): RunQueries {
  const passing = (project: string, filter: RunFilter = EVERY_RUN): KnownRun[] => {
    const passes = compileFilter<KnownRun>(filter, readerOf);
    return runsOf(project)
      .map((run) => ({ run, facts: factsOf(run) }))
      .filter(passes);
  };

  return {
    async find({ project, filter, sort = [], after, from = 0, limit, columns = [] }) {
      const order = createRunOrder<KnownRun>(sort, readerOf, ({ run }) => run.number);
      const found = passing(project, filter).toSorted(order.compare);
      const rest =
        after === undefined ? found : found.filter((known) => order.compareToPlace(known, after) > 0);
      const runs = rest.slice(from, from + limit).map((known): FoundRun => ({
        number: known.run.number,
        runId: known.run.runId,
        cursor: order.placeOf(known),
        facts: pick(known.facts, columns),
      }));
      return { runs, total: found.length, more: rest.length > from + limit };
    },
    async groups(grouping) {
      return summarizeGroups(passing(grouping.project, grouping.filter), grouping, readerOf);
    },
    async keys(project) {
      const keys = new Map<string, { path: string; runs: number; numbers: number; texts: number }>();
      for (const [path, value] of passing(project).flatMap(({ facts }) => [...facts])) {
        const key = keys.get(path) ?? { path, runs: 0, numbers: 0, texts: 0 };
        keys.set(path, key);
        key.runs += 1;
        if (typeof value === "number") key.numbers += 1;
        if (typeof value === "string") key.texts += 1;
      }
      return [...keys.values()].toSorted(byPath);
    },
    async values({ project, path, filter, limit }) {
      return summarizeValues(passing(project, filter).map(readerOf(path)), limit);
    },
  };
}

interface KnownRun {
  readonly run: StoredRun;
  readonly facts: ReadonlyMap<string, FactValue>;
}

function readerOf(path: string): FactReader<KnownRun> {
  return ({ facts }) => facts.get(path);
}

function pick(
  facts: ReadonlyMap<string, FactValue>,
  columns: readonly string[],
): Readonly<Record<string, FactValue>> {
  return Object.fromEntries(
    columns.flatMap((path): [string, FactValue][] => {
      const value = facts.get(path);
      return value === undefined ? [] : [[path, value]];
    }),
  );
}

function byPath(a: FactKey, b: FactKey): number {
  return a.path < b.path ? -1 : 1;
}
