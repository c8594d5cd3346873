import type { RunView } from "@stepwell/protocol";
import type { SortKey } from "../../lib/view-state.ts";
import { summaryNumber } from "./summary-metric.ts";

/** Runs by the summary value of a key; those without come last. Without a sort: newest first. */
export function sortRuns(runs: readonly RunView[], sort: SortKey | undefined): readonly RunView[] {
  if (sort === undefined) return runs.toSorted((a, b) => b.startedAt - a.startedAt);
  const sign = sort.descending ? -1 : 1;
  const values = new Map(runs.map((run) => [run.id, summaryNumber(run.summary, sort.key)]));
  return runs.toSorted((a, b) => {
    const [left, right] = [sortable(values.get(a.id)), sortable(values.get(b.id))];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return sign * (left - right) || b.startedAt - a.startedAt;
  });
}

function sortable(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
