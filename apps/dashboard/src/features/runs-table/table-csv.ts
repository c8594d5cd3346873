import type { RunRow } from "@stepwell/protocol";
import { formatJson } from "../../lib/format-json.ts";
import { cellValue } from "./cell-value.ts";
import type { TableColumn } from "./table-column.ts";

/** The table as CSV with full numbers, as RFC 4180 has it; texts that a spreadsheet would run get an apostrophe before them. */
export function tableCsv(runs: readonly RunRow[], columns: readonly TableColumn[]): string {
  const shown = columns.filter(({ path }) => path !== "");
  const head = ["run", "id", ...shown.map(({ name }) => name)];
  const lines = runs.map((run) => [run.name, run.id, ...shown.map((column) => text(run, column))]);
  return `${[head, ...lines].map((line) => line.map(field).join(",")).join("\r\n")}\r\n`;
}

function text(run: RunRow, column: TableColumn): string {
  const value = cellValue(run, column);
  if (value === undefined || value === null) return "";
  if (column.kind === "time") return new Date(Number(value)).toISOString();
  if (typeof value === "object") return Array.isArray(value) ? value.join(" ") : formatJson(value);
  return String(value);
}

function field(value: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d|Infinity)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
