import type { JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import { dictToJson } from "./column-type-json.ts";
import type { ColumnType } from "./column-type.ts";
import { fileJson, MEDIA } from "./media.ts";
import type { MediaForm, MediaTarget } from "./media.ts";
import { safeKey } from "./media-files.ts";
import { cellForArtifact, cellForRun } from "./table-cell.ts";
import type { Cell } from "./table-cell.ts";
import type { TableLogMode } from "./table.ts";

const MAX_RUN_ROWS = 10_000;
const MAX_ARTIFACT_ROWS = 200_000;

/** A table's inside; the lists are the table's own and grow with it. */
export interface TableContent {
  readonly logMode: TableLogMode;
  readonly columns: readonly string[];
  readonly types: readonly ColumnType[];
  readonly rows: readonly (readonly Cell[])[];
  /** How often the table has changed. */
  changes(): number;
}

/** What one run was told of a table so far. */
interface Logged {
  readonly changes: number;
  readonly rowCount: number;
  readonly json: JsonObject;
  /** Of an incremental table: where each increment lies. */
  readonly paths: readonly string[];
}

/** How a table is written: a file for the run's pages and an artifact with types and media. */
export function createTableForm(table: TableContent): MediaForm {
  const runs = new WeakMap<object, Logged>();
  return {
    name: "Table",
    encodeAlone: (target) => artifactContent(table, table.rows, target),
    encode(target) {
      const before = runs.get(target.run);
      if (before !== undefined && isCurrent(table, before)) return before.json;
      const logged =
        table.logMode === "INCREMENTAL" ? logIncrement(table, target, before) : logAll(table, target);
      runs.set(target.run, logged);
      return logged.json;
    },
  };
}

function isCurrent({ logMode, changes }: TableContent, logged: Logged): boolean {
  return logMode === "IMMUTABLE" || changes() === logged.changes;
}

function logAll(table: TableContent, target: MediaTarget): Logged {
  const { columns, rows, logMode } = table;
  const file = storeRunFile(table, rows, target);
  const name = `${safeKey(target.key)}.table.json`;
  const paths = logArtifact(table, rows, target, { type: "run_table", name });
  const json = {
    ...fileJson("table-file", file),
    ...paths,
    ncols: columns.length,
    nrows: rows.length,
    log_mode: logMode,
  };
  return { changes: table.changes(), rowCount: rows.length, json, paths: [] };
}

// The first increment is called "None", as at W&B.
function logIncrement(table: TableContent, target: MediaTarget, before: Logged | undefined): Logged {
  const { columns, rows, logMode } = table;
  const previous = before?.paths ?? [];
  const facts = { increment_num: previous.length, previous_increments_paths: previous };
  const added = rows.slice(before?.rowCount ?? 0);
  const file = storeRunFile(table, added, target);
  const number = previous.length === 0 ? "None" : String(previous.length);
  const paths = logArtifact(table, added, target, {
    type: "wandb-run-incremental-table",
    name: `${number}-${Math.floor(target.now())}.${safeKey(target.key)}.table.json`,
    infix: "incr",
    facts,
  });
  const json = {
    ...fileJson("incremental-table-file", file),
    ...paths,
    ...facts,
    ncols: columns.length,
    nrows: rows.length,
    log_mode: logMode,
  };
  return {
    changes: table.changes(),
    rowCount: rows.length,
    json,
    paths: [...previous, paths.artifact_path],
  };
}

function storeRunFile({ columns }: TableContent, rows: TableContent["rows"], target: MediaTarget) {
  const data = rows.slice(0, MAX_RUN_ROWS).map((row) => row.map(cellForRun));
  const bytes = new TextEncoder().encode(printJson({ columns, data }));
  return target.store({ folder: "table", extension: ".table.json", bytes });
}

function logArtifact(
  table: TableContent,
  rows: TableContent["rows"],
  target: MediaTarget,
  options: { type: string; name: string; infix?: string; facts?: JsonObject },
): { artifact_path: string; _latest_artifact_path: string } {
  const { type, name, infix, facts = {} } = options;
  const inside = target.forArtifact();
  const content = artifactContent(table, rows, inside, facts);
  const bytes = new TextEncoder().encode(printJson(content));
  const { clientId, sequenceClientId } = target.logArtifact({
    type,
    key: target.key,
    ...(infix === undefined ? {} : { infix, incremental: true }),
    files: [{ path: name, bytes }, ...inside.files],
  });
  return {
    artifact_path: `wandb-client-artifact://${clientId}/${name}`,
    _latest_artifact_path: `wandb-client-artifact://${sequenceClientId}:latest/${name}`,
  };
}

/** The table with its types and all that its cells hold; `facts` are members of its own kind. */
function artifactContent(
  { columns, types, logMode }: TableContent,
  rows: TableContent["rows"],
  inside: MediaTarget,
  facts: JsonObject = {},
): JsonObject {
  const kept = rows.slice(0, MAX_ARTIFACT_ROWS);
  const data = kept.map((row) =>
    row.map((cell) => cellForArtifact(cell, (media) => media[MEDIA].encode(inside))),
  );
  const column_types = dictToJson(columns.map((column, index) => [column, types[index] as ColumnType]));
  return {
    _type: "table",
    column_types,
    columns,
    data,
    ...facts,
    log_mode: logMode,
    ncols: columns.length,
    nrows: kept.length,
  };
}
