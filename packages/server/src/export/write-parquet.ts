import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ColumnSource, SchemaElement } from "hyparquet-writer";
import { numbersOf, valuesOf } from "./column-values.ts";
import type { ColumnType, TableColumn, TablePage, TableWriter } from "./table.ts";
import { jsonNames } from "./write-arrow.ts";

/** Cells of a row group, and its rows at least: what is held in memory and encoded at a stretch, against the size of the footer. */
const GROUP_CELLS = 200_000;
const GROUP_ROWS = 4096;

const TYPES: Readonly<Record<ColumnType, Partial<SchemaElement>>> = {
  number: { type: "DOUBLE" },
  integer: { type: "INT64" },
  bool: { type: "BOOLEAN" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  json: { type: "BYTE_ARRAY", converted_type: "UTF8" },
};

/** Parquet with Snappy, in row groups that are sent as they are full. All columns are optional; `stepwell.json` lists those of JSON text. */
export function createParquetWriter(columns: readonly TableColumn[]): TableWriter {
  const out = new ByteWriter();
  const writer = new ParquetWriter({
    writer: out,
    schema: [
      { name: "table", num_children: columns.length },
      ...columns.map(({ name, type }): SchemaElement => ({
        name,
        repetition_type: "OPTIONAL",
        ...TYPES[type],
      })),
    ],
    kvMetadata: [{ key: "stepwell.json", value: jsonNames(columns) }],
    createdBy: "stepwell",
  });
  const groupRows = Math.max(GROUP_ROWS, Math.floor(GROUP_CELLS / Math.max(1, columns.length)));
  let waiting: TablePage[] = [];
  let waitingRows = 0;

  const take = (): Uint8Array[] => {
    const bytes = new Uint8Array(out.buffer, 0, out.index).slice();
    // The place in the file goes on counting.
    out.index = 0;
    return bytes.length === 0 ? [] : [bytes];
  };
  const flush = (): Uint8Array[] => {
    if (waitingRows > 0) {
      const pages = waiting;
      const rows = waitingRows;
      void writer.write({
        columnData: columns.map((column) => sourceOf(column, pages, rows)),
        rowGroupSize: rows,
      });
    }
    waiting = [];
    waitingRows = 0;
    return take();
  };

  return {
    begin: () => take(),
    write(page) {
      if (page.rows > 0) waiting.push(page);
      waitingRows += page.rows;
      return waitingRows >= groupRows ? flush() : [];
    },
    end() {
      const last = flush();
      void writer.finish();
      return [...last, ...take()];
    },
  };
}

// The cells are put together only when the writer comes to the column, one column at a time.
function sourceOf(column: TableColumn, pages: readonly TablePage[], rows: number): ColumnSource {
  const encoding = ENCODINGS[column.type];
  return {
    name: column.name,
    ...(encoding === undefined ? {} : { encoding }),
    get data() {
      return column.type === "number" ? joinNumbers(column, pages, rows) : joinValues(column, pages);
    },
  };
}

// Measured numbers rarely repeat, and steps rise evenly; the writer finds out by itself only at some cost.
const ENCODINGS: Readonly<Partial<Record<ColumnType, "PLAIN" | "DELTA_BINARY_PACKED">>> = {
  number: "PLAIN",
  integer: "DELTA_BINARY_PACKED",
};

function joinNumbers(
  column: TableColumn,
  pages: readonly TablePage[],
  rows: number,
): Float64Array | (number | null)[] {
  const values = new Float64Array(rows);
  let missing: Uint8Array | undefined;
  let start = 0;
  for (const { rows: count, columns } of pages) {
    const cells = columns.get(column.key);
    const part = cells === undefined ? undefined : numbersOf(column, cells, count);
    if (part !== undefined) values.set(part.values, start);
    if (part === undefined || part.present !== undefined) {
      missing ??= new Uint8Array(rows);
      for (let row = 0; row < count; row++) if (part?.present?.[row] !== 1) missing[start + row] = 1;
    }
    start += count;
  }
  return missing === undefined
    ? values
    : Array.from(values, (value, row) => (missing[row] === 1 ? null : value));
}

function joinValues(column: TableColumn, pages: readonly TablePage[]): unknown[] {
  return pages.flatMap(({ rows, columns }) => {
    const cells = columns.get(column.key);
    return cells === undefined ? Array.from({ length: rows }, () => null) : valuesOf(column, cells, rows);
  });
}
