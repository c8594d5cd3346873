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
    .flatMap(({ key, metric }) => {
      const tile = tileOf(key, metric, jsonAt(run.summary, splitPath(key)));
      return tile === undefined ? [] : [{ tile, rank: rank(tile, metric) }];
    })
    .toSorted((a, b) => a.rank - b.rank || (a.tile.key < b.tile.key ? -1 : 1))
    .slice(0, tiles)
    .map(({ tile }) => tile);
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

/** Low for what the run defined a summary or a goal of, then results, then how fast it is, then all the rest. */
function rank({ key, of }: TileMetric, metric: MetricView | undefined): number {
  const isDefined = of !== "last" || (metric?.summary.length ?? 0) > 0 || metric?.goal !== undefined;
  return Math.min(resultRank(key), speedRank(key)) - (isDefined ? 10 : 0);
}

/** Between results and keys that say nothing; what a caller waits for as a rule goes before means and extremes. */
function speedRank(key: string): number {
  if (/warm_?up/i.test(key) || !/latency|throughput|per_second|(^|[/._])fps/i.test(key)) return Infinity;
  if (!/latency/i.test(key)) return 5.7;
  return /p50|p95|median/i.test(key) ? 5.6 : 5.8;
}
