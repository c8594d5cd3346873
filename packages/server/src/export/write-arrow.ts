import { batchType, bool, Column, field, float64, int64, Table, tableToIPC, utf8 } from "@uwdata/flechette";
import type { Batch, DataType } from "@uwdata/flechette";
import { ByteWriter } from "@stepwell/protocol";
import type { Column as Cells } from "@stepwell/storage";
import { numbersOf, valuesOf } from "./column-values.ts";
import type { ColumnType, TableColumn, TablePage, TableWriter } from "./table.ts";

const TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  number: float64,
  integer: int64,
  bool,
  text: utf8,
  json: utf8,
};

/** An Arrow IPC stream, one record batch a page. All columns may hold nulls; `stepwell.json` lists those of JSON text. */
export function createArrowWriter(columns: readonly TableColumn[]): TableWriter {
  const types = columns.map(({ type }) => TYPES[type]());
  const schema = {
    fields: columns.map(({ name }, at) => field(name, types[at] as DataType, true)),
    metadata: new Map([["stepwell.json", jsonNames(columns)]]),
  };
  const encode = ({ rows, columns: cells }: TablePage): Uint8Array => {
    const arrays = columns.map((column, at) => {
      const type = types[at] as DataType;
      return new Column([batchOf({ column, type, rows, cells: cells.get(column.key) })], type);
    });
    return tableToIPC(new Table(schema, arrays), { format: "stream" }) as Uint8Array;
  };

  return {
    begin: () => [messagesOf(encode({ rows: 0, columns: new Map() })).schema],
    write: (page) => (columns.length === 0 || page.rows === 0 ? [] : [messagesOf(encode(page)).batch]),
    end: () => [END],
  };
}

/** The names of the columns whose texts are JSON, as a JSON list. */
export function jsonNames(columns: readonly TableColumn[]): string {
  return JSON.stringify(columns.filter(({ type }) => type === "json").map(({ name }) => name));
}

// What ends a stream: a continuation mark, and no length.
const END = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

// The library writes whole streams; a message is a mark, the length of its head, the head, and a body, which a schema has none of.
function messagesOf(stream: Uint8Array): { schema: Uint8Array; batch: Uint8Array } {
  const head = new DataView(stream.buffer, stream.byteOffset).getInt32(4, true);
  return { schema: stream.slice(0, 8 + head), batch: stream.slice(8 + head, stream.length - END.length) };
}

interface BatchInput {
  readonly column: TableColumn;
  readonly type: DataType;
  readonly rows: number;
  readonly cells: Cells | undefined;
}

function batchOf({ column, type, rows, cells }: BatchInput): Batch<unknown> {
  const Type = batchType(type) as unknown as new (options: object) => Batch<unknown>;
  if (column.type === "number") {
    const { values, present } =
      cells === undefined
        ? { values: new Float64Array(rows), present: new Uint8Array(rows) }
        : numbersOf(column, cells, rows);
    return new Type({ type, length: rows, ...validityOf(present), values });
  }
  const values = cells === undefined ? [] : valuesOf(column, cells, rows);
  const present = Uint8Array.from({ length: rows }, (_, row) => ((values[row] ?? null) === null ? 0 : 1));
  const common = { type, length: rows, ...validityOf(present) };
  if (column.type === "integer") {
    return new Type({
      ...common,
      values: BigInt64Array.from(present, (_, row) => (values[row] ?? 0n) as bigint),
    });
  }
  if (column.type === "bool") {
    return new Type({
      ...common,
      values: bitsOf(Uint8Array.from(present, (_, row) => (values[row] === true ? 1 : 0))),
    });
  }
  return new Type({ ...common, ...textsOf(values as (string | null)[], rows) });
}

function validityOf(present: Uint8Array | undefined): { nullCount: number; validity: Uint8Array } {
  let missing = 0;
  for (const one of present ?? []) if (one === 0) missing += 1;
  return {
    nullCount: missing,
    validity: present === undefined || missing === 0 ? new Uint8Array() : bitsOf(present),
  };
}

function bitsOf(bytes: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(bytes.length / 8));
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 1) bits[at >> 3]! |= 1 << (at & 7);
  return bits;
}

function textsOf(
  texts: readonly (string | null)[],
  rows: number,
): { offsets: Int32Array; values: Uint8Array } {
  const offsets = new Int32Array(rows + 1);
  const bytes = new ByteWriter();
  bytes.reset(0);
  for (let row = 0; row < rows; row++) {
    bytes.utf8(texts[row] ?? "");
    offsets[row + 1] = bytes.at;
  }
  return { offsets, values: bytes.bytes.slice(0, bytes.at) };
}
