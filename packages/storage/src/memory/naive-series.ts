import type { SeriesFrame } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { leavesOfRow } from "../codec/flatten-row.ts";
import type { SeriesQuery, StoredRow } from "../metric-store.ts";

interface Point {
  position: number;
  readonly x: number;
  readonly y: number;
}

/**
 * The frame of a query, computed from all rows in the plainest way; what every other store must agree with.
 * An entry is what lies between two marks of the grid of 2^level positions; the level is the coarsest one that has
 * `buckets` entries, and where none has, or every entry would hold one point, they are points.
 */
export function naiveSeries(rows: readonly StoredRow[], query: SeriesQuery, nextLine: number): SeriesFrame {
  const all = drawingOrder(pointsOf(rows, query), query.x);
  const [from, to] = query.range ?? [-Infinity, Infinity];
  const points = all.filter(({ x }) => x >= from && x <= to);
  const level = levelFor(points, query.buckets);
  const entries = group(points, level).map(entryOf);
  const column = (member: keyof Entry) => Float64Array.from(entries, (entry) => entry[member]);
  const counts = (member: keyof Entry) => Uint32Array.from(entries, (entry) => entry[member]);
  return {
    kind: entries.length === points.length ? "points" : "buckets",
    query: query.query,
    stored: all.length,
    storedInRange: points.length,
    nextLine,
    x: column("x"),
    xLast: column("xLast"),
    first: column("first"),
    last: column("last"),
    min: column("min"),
    max: column("max"),
    mean: column("mean"),
    count: counts("count"),
    nan: counts("nan"),
    positiveInfinity: counts("positiveInfinity"),
    negativeInfinity: counts("negativeInfinity"),
  };
}

type Entry = ReturnType<typeof entryOf>;

function pointsOf(rows: readonly StoredRow[], query: SeriesQuery): Point[] {
  return rows.flatMap(({ line, row }) => {
    const leaves = new Map<string, Json>(leavesOfRow(row));
    const x = numberOf(leaves.get(query.x));
    const y = numberOf(leaves.get(query.key));
    return y === undefined || x === undefined || !Number.isFinite(x) ? [] : [{ position: line, x, y }];
  });
}

function drawingOrder(points: readonly Point[], x: string): Point[] {
  if (x !== "_step") return [...points];
  const lastAtStep = new Map(points.map((point) => [point.x, point]));
  const sorted = [...lastAtStep.values()].toSorted((a, b) => a.x - b.x);
  const unchanged = sorted.length === points.length && sorted.every((point, rank) => point === points[rank]);
  return unchanged ? sorted : sorted.map((point, rank) => ({ ...point, position: rank }));
}

function levelFor(points: readonly Point[], buckets: number): number {
  let level = 0;
  while (group(points, level + 1).length >= Math.max(1, buckets) && group(points, level).length > 1)
    level += 1;
  return level;
}

function group(points: readonly Point[], level: number): Point[][] {
  const groups: Point[][] = [];
  let mark = -1;
  for (const point of points) {
    const at = Math.floor(point.position / 2 ** level);
    if (at !== mark) groups.push([]);
    mark = at;
    groups.at(-1)?.push(point);
  }
  return groups;
}

function entryOf(points: readonly Point[]) {
  const finite = points.map(({ y }) => y).filter((y) => Number.isFinite(y));
  return {
    x: points[0]?.x ?? Number.NaN,
    xLast: points.at(-1)?.x ?? Number.NaN,
    first: finite[0] ?? Number.NaN,
    last: finite.at(-1) ?? Number.NaN,
    min: finite.length > 0 ? finite.reduce((a, b) => Math.min(a, b)) : Number.NaN,
    max: finite.length > 0 ? finite.reduce((a, b) => Math.max(a, b)) : Number.NaN,
    // Divided before the sum, which could overflow.
    mean: finite.length > 0 ? finite.reduce((sum, y) => sum + y / finite.length, 0) : Number.NaN,
    count: points.length,
    nan: points.filter(({ y }) => Number.isNaN(y)).length,
    positiveInfinity: points.filter(({ y }) => y === Infinity).length,
    negativeInfinity: points.filter(({ y }) => y === -Infinity).length,
  };
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}
