import type { HistogramColumn } from "./histogram-cell.ts";

/** Rows closer than this can't be told apart, in CSS pixels. */
const leastGap = 6;

/** The histograms that are drawn behind one another: as many as there is room for, evenly chosen, first and last among them. */
export function ridgeColumns(
  columns: readonly HistogramColumn[],
  height: number,
): readonly HistogramColumn[] {
  const most = Math.max(2, Math.floor(height / leastGap));
  if (columns.length <= most) return columns;
  return Array.from(
    { length: most },
    (_, at) => columns[Math.round((at * (columns.length - 1)) / (most - 1))] as HistogramColumn,
  );
}
