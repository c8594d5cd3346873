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

const takes: ReadonlySet<string> = new Set(["last", "best", "min", "max"]);

/** Reads `val/miou:max`; without a colon, the value that most runs have; without a text, the metric of the project that looks most like a result. */
export function listMetric(
  text: string | undefined,
  keys: KeyResolver,
  known: readonly RunKeyView[] | undefined,
): ListMetric | undefined {
  const chosen = text ?? metricKeys(known ?? [])[0];
  if (chosen === undefined) return undefined;
  const cut = chosen.lastIndexOf(":");
  const named = takes.has(chosen.slice(cut + 1)) ? (chosen.slice(cut + 1) as MetricTake) : undefined;
  const key = named === undefined ? chosen : chosen.slice(0, cut);
  const paths = takenPaths(key, known ?? []);
  const take = named ?? mostFrequent(paths, known ?? []) ?? "last";
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
  return paths;
}

function mostFrequent(
  paths: ReadonlyMap<MetricTake, string>,
  known: readonly RunKeyView[],
): MetricTake | undefined {
  const numbers = new Map(known.map((key) => [key.path, key.numbers]));
  const count = (path: string): number => numbers.get(path) ?? 0;
  return [...paths].toSorted(([, a], [, b]) => count(b) - count(a))[0]?.[0];
}

/** Metrics with numbers, without the ends of `min`, `max` and `best`; those that look like a result first. */
export function metricKeys(known: readonly RunKeyView[]): string[] {
  const runs = new Map<string, number>();
  for (const { path, numbers } of known) {
    if (numbers === 0 || !/^summary\.(?!_)/.test(path)) continue;
    const name = path.slice("summary.".length).replace(/\.(?:last|best|min|max)$/, "");
    runs.set(name, Math.max(numbers, runs.get(name) ?? 0));
  }
  const depth = (key: string): number => key.split(/[/.]/).length;
  return [...runs.keys()].toSorted(
    (a, b) =>
      resultRank(a) - resultRank(b) ||
      (runs.get(b) ?? 0) - (runs.get(a) ?? 0) ||
      depth(a) - depth(b) ||
      (a < b ? -1 : 1),
  );
}

/** The number under a path of a row, or undefined. */
export function columnNumber(columns: Readonly<Record<string, Json>>, path: string): number | undefined {
  const value = columns[path];
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
}
