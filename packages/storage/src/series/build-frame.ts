import type { SeriesFrame } from "@stepwell/protocol";
import { countNodes, createNodeTable, mergeNodes } from "../codec/node-table.ts";
import type { NodeTable } from "../codec/node-table.ts";
import type { Points } from "./points.ts";

/** What a frame says beside its entries. */
export type FrameFacts = Pick<SeriesFrame, "query" | "stored" | "storedInRange" | "nextLine">;

/** The coarsest level from the table's own up that still has `buckets` nodes, or undefined when its own has fewer. */
export function chooseLevel(table: NodeTable, buckets: number): number | undefined {
  if (table.size < Math.max(1, buckets)) return undefined;
  let level = table.level;
  let nodes = table.size;
  while (nodes > 1) {
    const coarser = countNodes(table, level + 1);
    if (coarser < buckets) break;
    level += 1;
    nodes = coarser;
  }
  return level;
}

/** A frame of the table's nodes at a level that is not finer than its own; of points where each node holds one. */
export function frameOfNodes(table: NodeTable, level: number, facts: FrameFacts): SeriesFrame {
  const nodes = mergeNodes(table, level);
  const { size } = nodes;
  // One buffer for all columns: it crosses threads in one piece.
  const buffer = new ArrayBuffer(size * (7 * 8 + 4 * 4));
  let at = 0;
  const f64 = (column: Float64Array): Float64Array => {
    const copy = new Float64Array(buffer, at, size);
    copy.set(column.subarray(0, size));
    at += size * 8;
    return copy;
  };
  const u32 = (column: Uint32Array): Uint32Array => {
    const copy = new Uint32Array(buffer, at, size);
    copy.set(column.subarray(0, size));
    at += size * 4;
    return copy;
  };
  return {
    kind: size === facts.storedInRange ? "points" : "buckets",
    ...facts,
    x: f64(nodes.x),
    xLast: f64(nodes.xLast),
    first: f64(nodes.first),
    last: f64(nodes.last),
    min: f64(nodes.min),
    max: f64(nodes.max),
    mean: f64(nodes.mean),
    count: u32(nodes.count),
    nan: u32(nodes.nan),
    positiveInfinity: u32(nodes.positiveInfinity),
    negativeInfinity: u32(nodes.negativeInfinity),
  };
}

/** A frame of points: each for itself while there are few, else in buckets. */
export function frameOfPoints(points: Points, buckets: number, facts: FrameFacts): SeriesFrame {
  if (countAtLevel(points, 1) < Math.max(1, buckets) || points.size <= 1) return exactFrame(points, facts);
  let level = 1;
  while (countAtLevel(points, level + 1) >= Math.max(1, buckets) && countAtLevel(points, level) > 1)
    level += 1;
  return frameOfNodes(tableOfPoints(points, level), level, facts);
}

/** The nodes of points at a level. */
export function tableOfPoints(points: Points, level: number): NodeTable {
  const table = createNodeTable(level, countAtLevel(points, level));
  for (let at = 0; at < points.size; at++) {
    table.addPoint(points.position[at] as number, points.y[at] as number, points.x[at] as number);
  }
  return table;
}

function countAtLevel({ size, position }: Points, level: number): number {
  const width = 2 ** level;
  const first = position[0] ?? 0;
  const last = position[size - 1] ?? -1;
  // No gaps, as in most runs: what is counted can be computed.
  if (last - first + 1 === size)
    return size === 0 ? 0 : Math.floor(last / width) - Math.floor(first / width) + 1;
  let count = 0;
  let before = -1;
  for (let at = 0; at < size; at++) {
    const index = Math.floor((position[at] as number) / width);
    if (index !== before) count += 1;
    before = index;
  }
  return count;
}

function exactFrame({ size, x, y }: Points, facts: FrameFacts): SeriesFrame {
  const values = Float64Array.from(y.subarray(0, size), (value) =>
    Number.isFinite(value) ? value : Number.NaN,
  );
  const xs = x.slice(0, size);
  const only = (wanted: number) =>
    Uint32Array.from(y.subarray(0, size), (value) => Number(Object.is(value, wanted)));
  return {
    kind: "points",
    ...facts,
    x: xs,
    xLast: xs,
    first: values,
    last: values,
    min: values,
    max: values,
    mean: values,
    count: new Uint32Array(size).fill(1),
    nan: only(Number.NaN),
    positiveInfinity: only(Infinity),
    negativeInfinity: only(-Infinity),
  };
}
