import type { Json } from "@stepwell/protocol";
import type { TableContent } from "./table-content.ts";

/** Tables as one, row after row. Columns are those of all, in the order in which they come; a table without one has empty cells there. */
export function appendTables(tables: readonly TableContent[]): TableContent {
  const [first, ...others] = tables;
  if (first === undefined) return { columns: [], rows: [] };
  if (others.length === 0) return first;
  const columns = [...new Set(tables.flatMap((table) => table.columns))];
  const rows = tables.flatMap((table): readonly (readonly Json[])[] => {
    if (table.columns.length === columns.length && columns.every((name, at) => table.columns[at] === name))
      return table.rows;
    const places = columns.map((name) => table.columns.indexOf(name));
    return table.rows.map((row) => places.map((at) => row[at] ?? null));
  });
  const moreColumns = Math.max(...tables.map((table) => table.moreColumns ?? 0));
  return { columns, rows, ...(moreColumns === 0 ? {} : { moreColumns }) };
}
