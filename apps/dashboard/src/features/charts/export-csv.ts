import { keyText } from "../../lib/format-key.ts";
import type { XScale } from "./chart-axes.ts";
import type { PreparedLine } from "./prepare-line.ts";

/** The entries of lines as CSV, one row each: what the chart was drawn from, in full precision. */
export function linesCsv(lines: readonly PreparedLine[], { key }: Pick<XScale, "key">): string {
  const head = ["line", "metric", key, `${key}_last`, "mean", "min", "max", "last", "smoothed", "points"];
  const rows = lines.flatMap(({ label, metric, data, smoothed }) =>
    Array.from(data.x, (x, at) => [
      text(label),
      text(metric === undefined ? "" : keyText(metric)),
      x,
      data.xLast[at],
      data.mean[at],
      data.min[at],
      data.max[at],
      data.last[at],
      smoothed === undefined ? "" : smoothed[at],
      data.count[at],
    ]),
  );
  return [head.map(text), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Quoted where it must be. What a spreadsheet would take for a formula gets a quote in front. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
