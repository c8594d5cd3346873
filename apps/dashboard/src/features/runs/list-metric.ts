import type { Json, RunKeyView } from "@stepwell/protocol";
import type { KeyResolver } from "../filter/resolve-key.ts";
import { resultRank } from "./summary-metric.ts";

/** Which of a metric's values a list shows. */
export type MetricTake = "last" | "best" | "min" | "max";

/** A metric of a list of runs. */
export interface ListMetric {
  /** As it was written: `val/miou`. */
  readonly key: string;
  readonly take: MetricTake;
  /** What the server calls the value: `summary.val/miou`, `summary.val/miou.max`. */
  readonly path: string;
}

const takes: ReadonlySet<string> = new Set(["best", "min", "max"]);

/** Reads `val/miou:max`; without a text, the metric of the project that looks most like a result. */
export function listMetric(
  text: string | undefined,
  keys: KeyResolver,
  known: readonly RunKeyView[] | undefined,
): ListMetric | undefined {
  const chosen = text ?? metricKeys(known ?? [])[0];
  if (chosen === undefined) return undefined;
  const cut = chosen.lastIndexOf(":");
  const take = takes.has(chosen.slice(cut + 1)) ? (chosen.slice(cut + 1) as MetricTake) : "last";
  const key = take === "last" ? chosen : chosen.slice(0, cut);
  const paths = takenPaths(key, known ?? []);
  const path = paths.get(take) ?? keys.resolve(key, "number")?.path;
  return path === undefined ? undefined : { key, take, path };
}

/** Where the runs have which values of a metric: some define a best, a least or a largest one. */
export function takenPaths(key: string, known: readonly RunKeyView[]): ReadonlyMap<MetricTake, string> {
  const paths = new Map<MetricTake, string>();
  const base = `summary.${key}`;
  const all = new Set(known.map(({ path }) => path));
  if (all.has(base)) paths.set("last", base);
  else if (all.has(`${base}.last`)) paths.set("last", `${base}.last`);
  for (const take of ["best", "min", "max"] as const)
    if (all.has(`${base}.${take}`)) paths.set(take, `${base}.${take}`);
  const only = [...paths.values()];
  if (!paths.has("last") && only.length === 1) paths.set("last", only[0] as string);
  return paths;
}

/** Metrics with numbers, without the ends of `min`, `max` and `best`; those that look like a result first. */
export function metricKeys(known: readonly RunKeyView[]): string[] {
  const names = known
    .filter(({ path, numbers }) => numbers > 0 && /^summary\.(?!_)/.test(path))
    .map(({ path }) => path.slice("summary.".length).replace(/\.(?:last|best|min|max)$/, ""));
  return [...new Set(names)].toSorted((a, b) => resultRank(a) - resultRank(b) || (a < b ? -1 : 1));
}

/** The number under a path of a row, or undefined. */
export function columnNumber(columns: Readonly<Record<string, Json>>, path: string): number | undefined {
  const value = columns[path];
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
}
