import type { MetricRecord } from "@stepwell/protocol";
import type { ConsoleLine } from "@stepwell/runlog";
import type {
  FormerName,
  ProjectSummary,
  RunQuery,
  StoredProject,
  StoredRun,
  StoredSource,
  UploadedFile,
  RunName,
} from "@stepwell/storage";
import { fromPlainText, toPlainText } from "@stepwell/storage/adapter";
import type { Database, SqlRow, SqlValue } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { unnamedAddresses } from "./unnamed-addresses.ts";
import { createUploadReader } from "./upload-rows.ts";
import { createLineCounts, type LineCount } from "./line-counts.ts";
import { createDefinitions } from "./read-definitions.ts";
import { lineOf, runOf, sourceOf } from "./run-rows.ts";
import { selectByAnyName } from "./select-by-name.ts";

/** The reading half of the run store, synchronous. Each call sees one state of the database. */
export interface RunReader {
  projects(): ProjectSummary[];
  project(name: string): StoredProject | undefined;
  run(number: number): StoredRun | undefined;
  findRun(project: string, runId: string): StoredRun | undefined;
  runs(query: RunQuery): StoredRun[];
  definitions(project: string, numbers: readonly number[]): Map<number, readonly MetricRecord[]>;
  findSource(id: string): { run: number; source: StoredSource } | "removed" | undefined;
  uploads(number: number, paths?: readonly string[]): Map<string, UploadedFile>;
  console(number: number, page: { from: number; limit: number }): ConsoleLine[];
  consoleLength(number: number): number;
  wasRemoved(project: string, runId: string): boolean;
  unnamed(addresses: readonly string[]): string[];
  runNumbers(names: readonly RunName[]): (number | undefined)[];
  formerNames(): FormerName[];
}

export function createRunReader(database: Database): RunReader {
  const selectProjects = database.prepare(
    `SELECT project, sum(runs) AS runs, sum(live) AS live, max(last) AS last FROM (
       SELECT project, count(*) AS runs, sum(status = 'running') AS live, max(updated_ms) AS last FROM run GROUP BY project
       UNION ALL SELECT name, 0, 0, created_ms FROM project
     ) GROUP BY project ORDER BY last DESC, project`,
  );
  const selectMade = database.prepare("SELECT * FROM project WHERE name = ?");
  const selectFirst = database.prepare("SELECT min(created_ms) AS first FROM run WHERE project = ?");
  const selectRun = database.prepare("SELECT * FROM run WHERE number = ?");
  const selectByName = selectByAnyName(database, "*");
  const selectNumber = selectByAnyName(database, "number");
  const selectFormer = database.prepare(
    `SELECT former_name.project AS project, former_name.run_id AS run_id, run, run.project AS current
     FROM former_name JOIN run ON run.number = former_name.run`,
  );
  const selectSources = database.prepare("SELECT * FROM source WHERE run = ? ORDER BY started_ms, id");
  const selectSource = database.prepare("SELECT * FROM source WHERE id = ?");
  const uploads = createUploadReader(database);
  const selectTombstone = database.prepare("SELECT id FROM tombstone WHERE id = ?");
  const selectRemoved = database.prepare("SELECT run_id FROM removed_run WHERE project = ? AND run_id = ?");
  const selectLines = database.prepare(
    "SELECT * FROM console WHERE source = ? AND number >= ? ORDER BY number LIMIT ? OFFSET ?",
  );
  const selectTalking = database.prepare(
    "SELECT number, id FROM source WHERE run = ? AND silent IS NULL ORDER BY started_ms, id",
  );
  const countLines = createLineCounts(database);

  const withSources = (row: SqlRow | undefined): StoredRun | undefined =>
    row &&
    runOf(
      row,
      selectSources.all(row["number"] as number).map((source) => sourceOf(source)),
    );
  const definitions = createDefinitions(database, (number) => withSources(selectRun.get(number)));
  const linesBySource = (number: number): ({ source: number } & LineCount)[] =>
    selectTalking.all(number).map((row) => {
      const source = row["number"] as number;
      return { source, ...countLines(source, row["id"] as string) };
    });
  const seen = <Result>(work: () => Result): Result => inTransaction(database, "BEGIN", work);

  return {
    projects: () =>
      seen(() =>
        selectProjects.all().map((row) => ({
          name: fromPlainText(row["project"] as string),
          runs: row["runs"] as number,
          live: row["live"] as number,
          lastActivityMs: row["last"] as number,
        })),
      ),
    project: (name) =>
      seen(() => {
        const made = selectMade.get(toPlainText(name));
        const first = selectFirst.get(toPlainText(name))?.["first"] as number | null;
        if (made === undefined && first === null) return undefined;
        const createdMs = Math.min(
          (made?.["created_ms"] as number | undefined) ?? Infinity,
          first ?? Infinity,
        );
        return {
          name,
          description: fromPlainText((made?.["description"] as string | undefined) ?? ""),
          createdMs,
        };
      }),
    run: (number) => seen(() => withSources(selectRun.get(number))),
    findRun: (project, runId) =>
      seen(() => withSources(selectByName.get(toPlainText(project), toPlainText(runId)))),
    runs: (query) =>
      seen(() => {
        const { sql, values } = runsQuery(query);
        return database
          .prepare(sql)
          .all(...values)
          .map((row) => withSources(row) as StoredRun);
      }),
    definitions: (project, numbers) => seen(() => definitions(project, numbers)),
    findSource: (id) =>
      seen(() => {
        const row = selectSource.get(toPlainText(id));
        if (row !== undefined) return { run: row["run"] as number, source: sourceOf(row) };
        return selectTombstone.get(toPlainText(id)) === undefined ? undefined : "removed";
      }),
    uploads: (number, paths) => seen(() => uploads(number, paths)),
    console: (number, { from, limit }) =>
      seen(() => {
        const found: ConsoleLine[] = [];
        let skip = from;
        for (const { source, lines, first, last } of linesBySource(number)) {
          if (skip < lines && found.length < limit) {
            // Up to `last` the place of a line is its number; only what is behind a gap is counted off.
            const at = Math.min(first + skip, last);
            const rest = skip - (at - first);
            found.push(...selectLines.all(source, at, limit - found.length, rest).map(lineOf));
          }
          skip = Math.max(0, skip - lines);
        }
        return found;
      }),
    runNumbers: (names) =>
      seen(() =>
        names.map(({ project, runId }) => {
          const row = selectNumber.get(toPlainText(project), toPlainText(runId));
          return row?.["number"] as number | undefined;
        }),
      ),
    formerNames: () =>
      seen(() =>
        selectFormer.all().map((row) => ({
          project: fromPlainText(row["project"] as string),
          runId: fromPlainText(row["run_id"] as string),
          run: row["run"] as number,
          current: fromPlainText(row["current"] as string),
        })),
      ),
    unnamed: (addresses) => seen(() => unnamedAddresses(database, addresses)),
    wasRemoved: (project, runId) =>
      seen(() => selectRemoved.get(toPlainText(project), toPlainText(runId)) !== undefined),
    consoleLength: (number) => seen(() => linesBySource(number).reduce((sum, { lines }) => sum + lines, 0)),
  };
}

function runsQuery({ project, status, archived, limit, before }: RunQuery): {
  sql: string;
  values: SqlValue[];
} {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (condition: string, value: SqlValue | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  where("project = ?", project === undefined ? undefined : toPlainText(project));
  where("status = ?", status);
  where("number < ?", before);
  if (archived !== undefined) conditions.push(archived ? "archived = 1" : "archived IS NULL");
  const filter = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  return { sql: `SELECT * FROM run ${filter} ORDER BY number DESC LIMIT ?`, values: [...values, limit] };
}
