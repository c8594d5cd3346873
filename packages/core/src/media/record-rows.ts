import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { TableOptions } from "./table-options.ts";

/** The options of a table of objects. */
export interface RecordOptions<Row extends object> extends Omit<TableOptions, "columns" | "data"> {
  /** The keys that become columns, in this order. Default: all. */
  readonly columns?: readonly (keyof Row & string)[];
}

/** The columns of a table of objects, and its rows. Throws `UsageError` for what is no object. */
export function recordColumns<Row extends object>(
  records: Iterable<Row>,
  columns: readonly string[] | undefined,
): { readonly columns: readonly string[]; readonly rows: readonly Row[] } {
  if (typeof records !== "object" || records === null || !(Symbol.iterator in records))
    return refuse(`"${showValue(records)}" is no list`);
  const rows = [...records];
  for (const [index, row] of rows.entries()) {
    if (typeof row === "object" && row !== null && !Array.isArray(row)) continue;
    refuse(`record "${index}" is "${showValue(row)}"`);
  }
  return { columns: columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

/** The values of one object; null for those that it does not have. */
export function recordRow(record: object, columns: readonly string[]): unknown[] {
  return columns.map((name) =>
    Object.hasOwn(record, name) ? ((record as Readonly<Record<string, unknown>>)[name] ?? null) : null,
  );
}

function refuse(reason: string): never {
  throw new UsageError(
    `[core] Failed to make a table of objects: ${reason}. Give objects, as Table.from([{ x: 1, y: 2 }]).`,
  );
}
