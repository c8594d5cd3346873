import type { Column } from "@stepwell/storage";

/** Rows as columns: slot i of a column is row i. Columns are named by joined path. */
export interface TablePage {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/** A table that can be read again and gives the same rows each time. */
export interface Table {
  /** Pages in order. Throws when what was read before is not there any more. */
  pages(): AsyncGenerator<TablePage>;
}

/** What all cells of a column are; `json` is JSON text, for columns whose cells are of several kinds, lists or objects. */
export type ColumnType = "number" | "integer" | "bool" | "text" | "json";

/** A column of a table that is written. */
export interface TableColumn {
  /** In the table's pages. */
  readonly key: string;
  /** In the file; each name occurs once. */
  readonly name: string;
  readonly type: ColumnType;
}

/** Writes one table in some format. What it returns is its reader's own. */
export interface TableWriter {
  begin(): Uint8Array[];
  /** Works while its pieces are taken, which must be all of them. May keep rows back for a later call. */
  write(page: TablePage): Iterable<Uint8Array>;
  end(): Uint8Array[];
}
