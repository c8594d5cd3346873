import type { JsonObject } from "@stepwell/protocol";
import { arrayTypeOf, encodeArrayColumn, isInline } from "./array-column.ts";
import { arrayToJson, columnTypeToJson, typeMapToJson, unionToJson } from "./column-type-json.ts";
import { NONE } from "./column-type.ts";
import type { ColumnType } from "./column-type.ts";
import { cellForRun, createArtifactCells } from "./encode-cell.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaTarget } from "./media.ts";
import type { Cell } from "./table-cell.ts";
import type { TableJson } from "./table-json.ts";
import type { TableLogMode } from "./table-options.ts";

/** A table's inside; the lists are the table's own and grow with it. */
export interface TableContent {
  /** The object that the user has. */
  readonly self: Media;
  readonly logMode: TableLogMode;
  readonly columns: readonly string[];
  readonly types: readonly ColumnType[];
  readonly rows: TableRows;
  /** How often the table has changed. */
  changes(): number;
  /** Rows in the run's file and in the artifact. */
  limits(): { readonly run: number; readonly artifact: number };
}

export type TableRows = readonly (readonly Cell[])[];

/** What pages read: arrays as lists, media only named. */
export function runContent({ columns }: TableContent, rows: TableRows): TableJson {
  return { head: { columns }, rows: mapRows(rows, (row) => row.map(cellForRun)) };
}

/** The table with its types and all that its cells hold; `facts` are members of its own kind. */
export function artifactContent(
  { columns, types, logMode }: TableContent,
  rows: TableRows,
  inside: MediaTarget,
  facts: JsonObject = {},
): TableJson {
  const encode = createArtifactCells((media) => media[MEDIA].encode(inside));
  const stored = types.map((type, index) => isStored(type) && index);
  const typeMap = columns.map((column, index) => {
    const cells = (): readonly Cell[] => rows.map((row) => row[index] as Cell);
    return [column, columnToJson(column, types[index] as ColumnType, cells, inside)] as const;
  });
  return {
    head: { _type: "table", column_types: typeMapToJson(typeMap), columns },
    rows: mapRows(rows, (row) => row.map((cell, index) => (stored[index] === false ? encode(cell) : null))),
    tail: { ...facts, log_mode: logMode, ncols: columns.length, nrows: rows.length },
  };
}

function* mapRows<Row>(rows: TableRows, map: (row: readonly Cell[]) => Row): Iterable<Row> {
  for (const row of rows) yield map(row);
}

function isStored(type: ColumnType): boolean {
  const arrays = arrayTypeOf(type);
  return arrays !== undefined && !isInline(arrays);
}

function columnToJson(
  column: string,
  type: ColumnType,
  cells: () => readonly Cell[],
  inside: MediaTarget,
): JsonObject {
  const arrays = arrayTypeOf(type);
  if (arrays === undefined) return columnTypeToJson(linkOf(type) ?? type, inside);
  // The official client's column of short arrays does not mention null.
  if (isInline(arrays)) return columnTypeToJson(listOf(arrays.shape), inside);
  const bytes = encodeArrayColumn(column, arrays, cells());
  const { path } = inside.store({ folder: "serialized_data", extension: ".npz", bytes });
  const json = arrayToJson(arrays.shape, { path, key: column });
  return type.kind === "array"
    ? json
    : unionToJson([
        [arrays, json],
        [NONE, columnTypeToJson(NONE, inside)],
      ]);
}

// Nor does a column of rows of another table.
function linkOf(type: ColumnType): ColumnType | undefined {
  if (type.kind !== "union" || type.allowed.length !== 2) return undefined;
  return type.allowed.find(({ kind }) => kind === "foreignIndex");
}

function listOf([length = 0]: readonly number[]): ColumnType {
  return { kind: "list", element: { kind: "number" }, length };
}
