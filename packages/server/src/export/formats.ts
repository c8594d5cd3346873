import type { TableColumn, TableWriter } from "./table.ts";
import { createCsvWriter } from "./write-csv.ts";
import type { Formulas } from "./write-csv.ts";
import { createJsonlWriter } from "./write-jsonl.ts";

/** A file format of exports. */
export interface Format {
  readonly contentType: string;
  /** Of the file's name, without a dot. */
  readonly extension: string;
  /** Most columns that a file may have; undefined for a format that needs no columns beforehand. */
  readonly mostColumns: number | undefined;
  writer(columns: readonly TableColumn[], formulas: Formulas): Promise<TableWriter>;
}

/** Names of formats. */
export const FORMAT_NAMES = ["jsonl", "csv", "parquet", "arrow"] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

// The writers of binary formats are loaded with the first export that wants one.
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  jsonl: {
    contentType: "application/x-ndjson; charset=utf-8",
    extension: "jsonl",
    mostColumns: undefined,
    writer: async () => createJsonlWriter(),
  },
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    extension: "csv",
    mostColumns: 20_000,
    writer: async (columns, formulas) => createCsvWriter(columns, formulas),
  },
  parquet: {
    contentType: "application/vnd.apache.parquet",
    extension: "parquet",
    mostColumns: 20_000,
    writer: async (columns) => (await import("./write-parquet.ts")).createParquetWriter(columns),
  },
  arrow: {
    contentType: "application/vnd.apache.arrow.stream",
    extension: "arrows",
    mostColumns: 20_000,
    writer: async (columns) => (await import("./write-arrow.ts")).createArrowWriter(columns),
  },
};
