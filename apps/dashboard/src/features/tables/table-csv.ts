import { printJson, type Json } from "@stepwell/protocol";
import { csvText, type CsvCell } from "../../lib/csv-text.ts";
import type { TableContent } from "./table-content.ts";

/** A table as CSV in full precision, with the rows in the order that is given. */
export function tableCsv({ columns, rows }: TableContent, order: ArrayLike<number>): string {
  return csvText([columns, ...Array.from(order, (at) => (rows[at] ?? []).map(cell))]);
}

function cell(value: Json): CsvCell {
  return typeof value === "object" && value !== null ? printJson(value) : value;
}
