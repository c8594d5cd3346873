import type { Figure } from "./figure.ts";

const HEAD = ["bench", "figure", "value", "unit", "floor", "ratio", "bar", ""];

/** The figures as a table for people, one line each. */
export function printTable(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const align = (text: string, column: number) =>
    column === 2 || (column >= 4 && column <= 6)
      ? text.padStart(widths[column] ?? 0)
      : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(align).join("  ").trimEnd()).join("\n");
}

function cells(one: Figure): string[] {
  const sign = one.better === "higher" ? "≥" : "≤";
  const bars = [
    one.bar === null ? "" : printNumber(one.bar),
    one.barRatio === null ? "" : `${one.barRatio} × floor`,
  ];
  const bar = bars.filter((text) => text !== "").map((text) => `${sign} ${text}`);
  return [
    one.bench,
    one.name,
    printNumber(one.value),
    one.unit,
    one.floor === null ? "" : printNumber(one.floor),
    one.ratio === null ? "" : one.ratio.toFixed(2),
    bar.join(", "),
    one.ok ? (bar.length === 0 ? "" : "ok") : "MISSED",
  ];
}

/** Three digits that matter, thousands apart. */
function printNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
