import { splitPath, type Json, type MetricView, type RunDetail } from "@stepwell/protocol";
import { keyText } from "../../lib/format-key.ts";
import { jsonAt } from "../../lib/json-leaves.ts";
import { resultRank } from "../runs/summary-metric.ts";

/** A number that says how a run went. */
export interface TileMetric {
  readonly key: string;
  /** What the number is of all that were logged. */
  readonly of: "best" | "max" | "min" | "mean" | "last";
  readonly value: number;
}

const tiles = 4;

/** The numbers to show first: those that the run defined a best for, then those that look like results. */
export function tileMetrics({ run, keys, metrics }: RunDetail): TileMetric[] {
  return keys
    .filter(({ key, kind }) => kind === "number" && !key.startsWith("_"))
    .map(({ key }) => ({ key, metric: metrics.find(({ name }) => name === key || name === keyText(key)) }))
    .filter(({ metric }) => metric?.hidden !== true)
    .flatMap(({ key, metric }) => tileOf(key, metric, jsonAt(run.summary, splitPath(key))) ?? [])
    .toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
    .slice(0, tiles);
}

function tileOf(
  key: string,
  metric: MetricView | undefined,
  value: Json | undefined,
): TileMetric | undefined {
  if (typeof value === "number") return { key, of: "last", value };
  if (typeof value === "bigint") return { key, of: "last", value: Number(value) };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const best = { maximize: "max", minimize: "min" } as const;
  const of = metric?.goal === undefined ? undefined : best[metric.goal];
  for (const name of [of, "max", "min", "mean", "last", "best"] as const) {
    const number = name === undefined ? undefined : jsonAt(value as Record<string, Json>, [name]);
    if (typeof number !== "number" || name === undefined) continue;
    return { key, of: name === of ? "best" : name, value: number };
  }
  return undefined;
}

function rank({ key, of }: TileMetric): number {
  return resultRank(key) - (of === "last" ? 0 : 10);
}
