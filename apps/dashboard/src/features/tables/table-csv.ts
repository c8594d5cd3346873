import { printJson, type Json } from "@stepwell/protocol";
import type { TableContent } from "./table-content.ts";

/** A table as CSV in full precision, with the rows in the order that is given. */
export function tableCsv({ columns, rows }: TableContent, order: ArrayLike<number>): string {
  const lines = [columns.map(field).join(",")];
  for (let at = 0; at < order.length; at++) lines.push((rows[order[at] as number] ?? []).map(cell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function cell(value: Json): string {
  if (value === null) return "";
  return field(
    typeof value === "string" ? value : typeof value === "number" ? String(value) : printJson(value),
  );
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
