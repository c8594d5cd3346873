import type { RunKeyView } from "@stepwell/protocol";
import type { KeyResolver } from "../filter/resolve-key.ts";
import { takenPaths, type ListMetric, type MetricTake } from "./list-metric.ts";

/** Keys that an order has at most: the server takes 8, and runs may be grouped by three before. */
export const mostSortKeys = 5;

export interface SortPathOptions {
  readonly keys: KeyResolver;
  readonly known: readonly RunKeyView[];
  /** What the list shows: an order by this metric is by that value of it. */
  readonly metric?: ListMetric | undefined;
}

/** What the server calls a key that runs are sorted by, as `val/miou:max`; undefined for one that no run has. */
export function sortPath(key: string, { keys, known, metric }: SortPathOptions): string | undefined {
  if (metric !== undefined && (key === metric.key || key === `${metric.key}:${metric.take}`))
    return metric.path;
  const [, base, take] = /^(?:summary\.)?(.+):(last|best|min|max)$/s.exec(key) ?? [];
  const taken = base === undefined ? undefined : takenPaths(base, known).get(take as MetricTake);
  return taken ?? keys.resolve(key)?.path;
}
