import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetRead } from "hyparquet";
import { parseJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";

/** A file of columns, as a reader that is none of ours sees it: names, types, and rows of cells in their order. */
export interface ReadTable {
  readonly names: readonly string[];
  /** As the format calls them; empty for CSV. */
  readonly types: readonly string[];
  /** Which columns are JSON text, by the file's own word. */
  readonly json: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Reads CSV with csv-parse; absent cells are null, and quoted empty ones "". */
export function readCsv(bytes: Uint8Array): ReadTable {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const records = parse(text, {
    bom: false,
    cast: (value, { quoting }) => (value === "" && !quoting ? null : value),
    record_delimiter: "\r\n",
    skip_empty_lines: false,
  }) as (string | null)[][];
  const [names = [], ...rows] = records;
  return { names: names as string[], types: [], json: [], rows };
}

/** Reads Parquet with hyparquet. */
export async function readParquet(bytes: Uint8Array): Promise<ReadTable> {
  const file = bytes.slice().buffer;
  const { schema, key_value_metadata: metadata } = parquetMetadata(file);
  let rows: unknown[][] = [];
  await parquetRead({
    file,
    onComplete: (read) => {
      rows = read as unknown as unknown[][];
    },
  });
  return {
    names: schema.slice(1).map(({ name }) => name),
    types: schema.slice(1).map(({ type = "", converted_type: converted = "" }) => `${type}${converted}`),
    json: parseJson(metadata?.find(({ key }) => key === "stepwell.json")?.value ?? "[]") as string[],
    rows: rows.map((row) => row.map((cell) => cell ?? null)),
  };
}

/** Reads an Arrow stream with apache-arrow. */
export function readArrow(bytes: Uint8Array): ReadTable {
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map((_, at) => table.getChildAt(at));
  return {
    names: table.schema.fields.map(({ name }) => name),
    types: table.schema.fields.map(({ type }) => String(type)),
    json: parseJson(table.schema.metadata.get("stepwell.json") ?? "[]") as string[],
    rows: Array.from({ length: table.numRows }, (_, row) =>
      columns.map((column) => column?.get(row) as unknown),
    ),
  };
}

/** Reads JSON lines with this project's own parser of extended JSON. */
export function readJsonl(bytes: Uint8Array): Record<string, Json>[] {
  const lines = new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
  return lines.filter((line) => line !== "").map((line) => parseJson(line) as Record<string, Json>);
}
