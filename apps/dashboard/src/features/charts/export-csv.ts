import { csvText } from "../../lib/csv-text.ts";
import { keyText } from "../../lib/format-key.ts";
import type { XScale } from "./chart-axes.ts";
import type { PreparedLine } from "./prepare-line.ts";

/** The entries of lines as CSV, one row each: what the chart was drawn from, in full precision. */
export function linesCsv(lines: readonly PreparedLine[], { key }: Pick<XScale, "key">): string {
  const head = ["line", "metric", key, `${key}_last`, "mean", "min", "max", "last", "smoothed", "points"];
  const rows = lines.flatMap(({ label, metric, data, smoothed }) =>
    Array.from(data.x, (x, at) => [
      label,
      metric === undefined ? "" : keyText(metric),
      x,
      data.xLast[at],
      data.mean[at],
      data.min[at],
      data.max[at],
      data.last[at],
      smoothed?.[at],
      data.count[at],
    ]),
  );
  return csvText([head, ...rows]);
}
