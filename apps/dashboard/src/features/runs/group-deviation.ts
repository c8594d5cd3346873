import { sampleDeviation } from "../../lib/sample-deviation.ts";
import type { GroupNode } from "./group-tree.ts";
import { columnNumber } from "./list-metric.ts";
import type { RunTable } from "./use-run-table.ts";

/** Runs of a group over which its deviation is computed at most. */
const most = 1_000;

/** Standard deviation (of a sample) of a metric over the runs of a group; undefined unless all of them were read. */
export function deviationOf(
  { places: { first, last } }: GroupNode,
  { row }: Pick<RunTable, "row">,
  metric: string | undefined,
): number | undefined {
  if (metric === undefined || last - first >= most) return undefined;
  const values: number[] = [];
  for (let place = first; place <= last; place += 1) {
    const run = row(place);
    if (run === undefined) return undefined;
    const value = columnNumber(run.columns, metric);
    if (value !== undefined && Number.isFinite(value)) values.push(value);
  }
  return values.length < 2 ? undefined : sampleDeviation(values);
}
