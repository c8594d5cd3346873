import { printJson } from "@stepwell/protocol";
import { Cell } from "@stepwell/storage";
import type { Column } from "@stepwell/storage";
import { CellCursor } from "./cell-cursor.ts";
import { tableChanged } from "./table-changed.ts";
import type { TableColumn } from "./table.ts";
import { textOf } from "./write-csv.ts";

/** The numbers of a column, row by row. `present` has a 1 for each row with one; undefined when all have. */
export interface Numbers {
  readonly values: Float64Array;
  readonly present: Uint8Array | undefined;
}

/** The cells of a `number` column; it throws when another kind is among them. */
export function numbersOf({ key }: TableColumn, column: Column, rows: number): Numbers {
  const { size, places, kinds, numbers } = column;
  if (kinds === undefined && places === undefined && size === rows)
    return { values: numbers, present: undefined };
  const values = new Float64Array(rows);
  const present = new Uint8Array(rows);
  for (let cell = 0; cell < size; cell++) {
    const row = places === undefined ? cell : (places[cell] as number);
    const kind = kinds === undefined ? Cell.number : (kinds[cell] as number);
    if (kind === Cell.null) continue;
    if (kind !== Cell.number) throw tableChanged(`"${key}"`);
    values[row] = numbers[cell] as number;
    present[row] = 1;
  }
  return { values, present };
}

/** The cells of an `integer`, `bool`, `text` or `json` column; null where a row has none. */
export function valuesOf({ key, type }: TableColumn, column: Column, rows: number): Value[] {
  const cursor = new CellCursor(column);
  const values: Value[] = Array.from({ length: rows }, () => null);
  for (let row = 0; row < rows; row++) {
    if (!cursor.isAt(row)) continue;
    const value = valueOf(cursor, type);
    if (value === undefined) throw tableChanged(`"${key}"`);
    values[row] = value;
    cursor.advance();
  }
  return values;
}

type Value = bigint | boolean | string | null;

function valueOf(cursor: CellCursor, type: TableColumn["type"]): Value | undefined {
  const { kind } = cursor;
  if (type === "json") return jsonOf(cursor);
  if (kind === Cell.null) return null;
  if (type === "integer" && kind === Cell.bigint) return cursor.bigint;
  if (type === "integer" && kind === Cell.number)
    return Number.isSafeInteger(cursor.number) ? BigInt(cursor.number) : undefined;
  if (type === "bool" && (kind === Cell.yes || kind === Cell.no)) return kind === Cell.yes;
  return type === "text" && kind >= Cell.other && cursor.json.startsWith('"')
    ? textOf(cursor.json)
    : undefined;
}

function jsonOf(cursor: CellCursor): string {
  switch (cursor.kind) {
    case Cell.number:
      return printJson(cursor.number);
    case Cell.bigint:
      return String(cursor.bigint);
    case Cell.no:
      return "false";
    case Cell.yes:
      return "true";
    case Cell.null:
      return "null";
    default:
      return cursor.json;
  }
}
