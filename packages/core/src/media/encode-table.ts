import type { JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import type { ColumnType } from "./column-type.ts";
import { earlierIncrements } from "./earlier-increments.ts";
import { fileJson } from "./media-json.ts";
import type { MediaForm, MediaTarget } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { artifactContent, runContent } from "./table-content.ts";
import type { TableContent, TableRows } from "./table-content.ts";
import { printTable, tableToJson } from "./table-json.ts";
import { safeKey } from "./write-media-file.ts";

/** The official page shows as many. */
const SHOWN_INCREMENTS = 100;

/** What one run was told of a table so far. */
interface Logged {
  readonly changes: number;
  readonly rowCount: number;
  readonly json: JsonObject;
  /** Of an incremental table: the number of the next increment, and where those before it lie. */
  readonly increments: Increments;
}

interface Increments {
  readonly next: number;
  readonly paths: readonly string[];
}

/** How a table is written: a file for the run's pages and an artifact with types and media. */
export function createTableForm(table: TableContent): MediaForm {
  const runs = new WeakMap<object, Logged>();
  return {
    name: "Table",
    target: createMediaTarget,
    column: () => ({
      wbType: "table",
      table: Object.fromEntries(table.columns.map((name, index) => [name, table.types[index] as ColumnType])),
    }),
    encodeFile(target) {
      const rows = keptRows(table, table.rows, target);
      return { type: "table", bytes: printTable(artifactContent(table, rows, target)) };
    },
    encode(target) {
      if (target.inArtifact)
        return tableToJson(artifactContent(table, keptRows(table, table.rows, target), target));
      const before = runs.get(target.run);
      if (before !== undefined && isCurrent(table, before, target)) return before.json;
      const logged =
        table.logMode === "INCREMENTAL" ? logIncrement(table, target, before) : logAll(table, target);
      runs.set(target.run, logged);
      return logged.json;
    },
  };
}

function isCurrent(table: TableContent, logged: Logged, target: MediaTarget): boolean {
  const { logMode, changes, rows } = table;
  if (logMode === "INCREMENTAL") return rows.length === logged.rowCount;
  const isSame = changes() === logged.changes;
  if (logMode !== "IMMUTABLE") return isSame;
  if (!isSame) {
    target.notices.say(
      "immutable-changed",
      `the table "${target.key}" changed after it was logged and is logged as it was. Make it with { logMode: "MUTABLE" }, or "INCREMENTAL" for rows that come one after another.`,
    );
  }
  return true;
}

function logAll(table: TableContent, target: MediaTarget): Logged {
  const { columns, rows, logMode } = table;
  const kept = keptRows(table, rows, target);
  const file = storeRunFile(table, kept, target);
  const name = `${safeKey(target.key)}.table.json`;
  const paths = logArtifact(table, kept, target, { type: "run_table", name });
  const json = {
    ...fileJson("table-file", file),
    ...paths,
    ncols: columns.length,
    nrows: rows.length,
    log_mode: logMode,
  };
  return { changes: table.changes(), rowCount: rows.length, json, increments: { next: 0, paths: [] } };
}

// The first increment is called "None", as at W&B.
function logIncrement(table: TableContent, target: MediaTarget, before: Logged | undefined): Logged {
  const { columns, rows, logMode } = table;
  const earlier = before?.increments ?? earlierIncrements(target.notices.earlier(target.key));
  const { next, paths: previous } = earlier ?? { next: 0, paths: [] };
  const facts = { increment_num: next, previous_increments_paths: previous };
  const added = keptRows(table, rows.slice(before?.rowCount ?? 0), target);
  const file = storeRunFile(table, added, target);
  const paths = logArtifact(table, added, target, {
    type: "wandb-run-incremental-table",
    name: `${next === 0 ? "None" : next}-${Math.floor(target.now())}.${safeKey(target.key)}.table.json`,
    infix: "incr",
    facts,
  });
  if (next >= SHOWN_INCREMENTS) {
    target.notices.say(
      "many-increments",
      `the table "${target.key}" has more than ${SHOWN_INCREMENTS} increments, and W&B's pages show the last ${SHOWN_INCREMENTS}. Log more rows at once.`,
    );
  }
  const json = {
    ...fileJson("incremental-table-file", file),
    ...paths,
    ...facts,
    ncols: columns.length,
    nrows: rows.length,
    log_mode: logMode,
  };
  const increments = { next: next + 1, paths: [...previous, paths.artifact_path] };
  return { changes: table.changes(), rowCount: rows.length, json, increments };
}

/** The rows that an artifact takes; those beyond are counted, or the table is refused. */
function keptRows(table: TableContent, rows: TableRows, { key, notices }: MediaTarget): TableRows {
  const { artifact } = table.limits();
  if (rows.length <= artifact) return rows;
  if (notices.refusesLongTables) {
    throw new UsageError(
      `[core] Failed to log the table "${key}": it has "${rows.length}" rows, and a table can have "${artifact}". Log it in parts, raise Table.MAX_ARTIFACT_ROWS, or set tableRaiseOnMaxRowLimitExceeded to false and it is cut.`,
    );
  }
  notices.countLostRows(rows.length - artifact);
  notices.say(
    "rows-lost",
    `the table "${key}" has ${rows.length} rows, and the first ${artifact} are kept. Log it in parts, or raise Table.MAX_ARTIFACT_ROWS.`,
  );
  return rows.slice(0, artifact);
}

function storeRunFile(table: TableContent, rows: TableRows, target: MediaTarget) {
  const { run } = table.limits();
  if (rows.length > run) {
    target.notices.say(
      "rows-hidden",
      `the table "${target.key}" has ${rows.length} rows, and pages show the first ${run}. The run's artifact of the table has them all; or raise Table.MAX_ROWS.`,
    );
  }
  const bytes = printTable(runContent(table, rows.slice(0, run)));
  return target.store({ folder: "table", extension: ".table.json", bytes });
}

function logArtifact(
  table: TableContent,
  rows: TableRows,
  target: MediaTarget,
  options: { type: string; name: string; infix?: string; facts?: JsonObject },
): { artifact_path: string; _latest_artifact_path: string } {
  const { type, name, infix, facts = {} } = options;
  const inside = target.forArtifact({ tables: new Map([[table.self, name]]) });
  const bytes = printTable(artifactContent(table, rows, inside, facts));
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
