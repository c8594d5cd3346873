import {
  CodecError,
  compileFilter,
  createRunOrder,
  decodeFactColumn,
  EVERY_RUN,
  fromPlainText,
  summarizeGroups,
  summarizeValues,
  toPlainText,
} from "@stepwell/storage/adapter";
import type {
  FactKey,
  FactValue,
  FoundGroups,
  FoundRun,
  FoundRuns,
  FoundValues,
  RunFilter,
  RunGrouping,
  RunSearch,
  ValueQuestion,
} from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { blockOfRun, placeOfRun } from "./fact-place.ts";
import { createFactTables } from "./fact-table.ts";
import type { FactTable } from "./fact-table.ts";
import { readCells } from "./read-cells.ts";
import { createFirstRuns } from "./first-runs.ts";

/** The reading half of run queries, synchronous. */
export interface FactReaderCalls {
  find(search: RunSearch): Answer<FoundRuns>;
  groups(grouping: RunGrouping): Answer<FoundGroups>;
  keys(project: string): Answer<readonly FactKey[]>;
  values(question: ValueQuestion): Answer<FoundValues>;
}

/** What was asked for, or that the columns are damaged and must be made anew. */
export type Answer<Value> = { readonly value: Value } | "damaged";

export function createFactReader(database: Database): FactReaderCalls {
  const open = createFactTables(database);
  const selectNames = database.prepare(
    "SELECT number, run_id FROM run WHERE number IN (SELECT value FROM json_each(?))",
  );
  const selectKeys = database.prepare("SELECT path, runs, numbers, texts FROM fact_key WHERE project = ?");
  const selectBlock = database.prepare(
    `SELECT path, data FROM fact_column JOIN fact_key ON fact_key.id = fact_column.id >> 22
     WHERE block = ? AND project = ?`,
  );

  const answer = <Value>(read: () => Value): Answer<Value> => {
    try {
      return { value: inTransaction(database, "BEGIN", read) };
    } catch (error) {
      if (CodecError.isInstance(error)) return "damaged";
      throw error;
    }
  };

  const namesOf = (runs: readonly number[]): ReadonlyMap<number, string> =>
    new Map(
      selectNames
        .all(JSON.stringify(runs))
        .map((row) => [row["number"] as number, fromPlainText(row["run_id"] as string)]),
    );

  function find({ project, filter, sort = [], after, from = 0, limit, columns = [] }: RunSearch): FoundRuns {
    const table = open(project);
    const order = createRunOrder<number>(sort, table.readerOf, table.numberOf);
    const first = createFirstRuns(order.compare, limit === 0 ? 0 : from + limit);
    let total = 0;
    let rest = 0;
    visitPassing(table, filter, (row) => {
      total += 1;
      if (after !== undefined && order.compareToPlace(row, after) <= 0) return;
      rest += 1;
      first.add(row);
    });
    const rows = first.rows().slice(from);
    const cells = readCells(table, rows, columns);
    const names = namesOf(rows.map(table.numberOf));
    const runs = rows.map((row, index): FoundRun => ({
      number: table.numberOf(row),
      runId: names.get(table.numberOf(row)) as string,
      cursor: order.placeOf(row),
      facts: Object.fromEntries(
        columns.flatMap((path, column): [string, FactValue][] => {
          const value = cells[column]?.[index];
          return value === undefined ? [] : [[path, value]];
        }),
      ),
    }));
    return { runs, total, more: rest > from + limit };
  }

  function keys(project: string): readonly FactKey[] {
    const found = new Map<string, { path: string; runs: number; numbers: number; texts: number }>();
    const count = (path: string, value: FactValue | undefined, change: 1 | -1): void => {
      const key = found.get(path) ?? { path, runs: 0, numbers: 0, texts: 0 };
      found.set(path, key);
      key.runs += change;
      if (typeof value === "number") key.numbers += change;
      if (typeof value === "string") key.texts += change;
    };
    const stored = toPlainText(project);
    for (const { path, runs, numbers, texts } of selectKeys.all(stored)) {
      const name = fromPlainText(path as string);
      found.set(name, {
        path: name,
        runs: runs as number,
        numbers: numbers as number,
        texts: texts as number,
      });
    }
    const { outdated, fresh } = open(project);
    for (const block of new Set(outdated.map(blockOfRun))) {
      const places = new Set(outdated.filter((run) => blockOfRun(run) === block).map(placeOfRun));
      for (const { path, data } of selectBlock.all(block, stored)) {
        const column = decodeFactColumn(data as Uint8Array);
        for (const place of places) {
          const former = column.at(place);
          if (former !== undefined) count(fromPlainText(path as string), former, -1);
        }
      }
    }
    for (const facts of fresh) for (const [path, value] of facts.all()) count(path, value, 1);
    return [...found.values()].filter(({ runs }) => runs > 0).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  function factsUnder({ project, path, filter }: ValueQuestion): readonly (FactValue | undefined)[] {
    const table = open(project);
    const read = table.readerOf(path);
    return passing(table, filter).map(read);
  }

  return {
    find: (search) => answer(() => find(search)),
    groups: (grouping) =>
      answer(() => {
        const table = open(grouping.project);
        return summarizeGroups(passing(table, grouping.filter), grouping, table.readerOf);
      }),
    keys: (project) => answer(() => keys(project)),
    values: (question) => answer(() => summarizeValues(factsUnder(question), question.limit)),
  };
}

function passing(table: FactTable, filter: RunFilter | undefined): readonly number[] {
  const rows: number[] = [];
  visitPassing(table, filter, (row) => rows.push(row));
  return rows;
}

function visitPassing(
  table: FactTable,
  filter: RunFilter = EVERY_RUN,
  visit: (row: number) => unknown,
): void {
  const passes = compileFilter(filter, table.readerOf);
  for (let row = 0; row < table.size; row++) if (table.isThere(row) && passes(row)) visit(row);
}
