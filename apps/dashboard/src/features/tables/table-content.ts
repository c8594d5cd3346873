import { parseJson, type Json, type JsonObject } from "@stepwell/protocol";
import { formatJson } from "../../lib/format-json.ts";

/** A logged table as text: every row has a cell for every column. */
export interface TableContent {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Json[])[];
  /** Columns of the file that are not here: it had too many. */
  readonly moreColumns?: number;
}

const mostColumns = 100;

/** Reads the file of a table. Undefined for anything that is no table. */
export function tableContent(file: string): TableContent | undefined {
  let value: Json;
  try {
    value = parseJson(file);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { columns, data } = value as JsonObject;
  if (!Array.isArray(columns) || !Array.isArray(data)) return undefined;
  const names = (columns as readonly Json[]).slice(0, mostColumns).map((name) => formatJson(name));
  const rows = (data as readonly Json[]).filter((row): row is readonly Json[] => Array.isArray(row));
  const more = columns.length - names.length;
  return {
    ...(more > 0 ? { moreColumns: more } : {}),
    columns: names,
    rows: rows.map((row) => names.map((_, at) => row[at] ?? null)),
  };
}
