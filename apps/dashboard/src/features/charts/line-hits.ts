import { nearestIndex } from "../../lib/binary-search.ts";
import type { PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";

/** The entry of a line under x. */
export interface LineHit {
  readonly line: PreparedLine;
  readonly at: number;
  readonly x: number;
  /** Smoothed where the line is smoothed. */
  readonly value: number;
  readonly raw: number;
}

/** The entry of each line nearest to x. Lines that have ended, or not begun, there are left out. */
export function lineHits(lines: readonly PreparedLine[], x: number): LineHit[] {
  const hits: LineHit[] = [];
  for (const line of lines) {
    const hit = line.data.rising ? lineHit(line, x) : undefined;
    if (hit !== undefined) hits.push(hit);
  }
  return hits;
}

/**
 * The entry of each line for a pointer: by x where x rises, else the point that is nearest on the canvas. `top` is
 * undefined for a cursor that is somewhere else; then lines that turn back have no entry.
 */
export function pointerHits(
  lines: readonly PreparedLine[],
  x: number,
  scale: ChartScale,
  top: number | undefined,
): LineHit[] {
  const hits = lineHits(lines, x);
  if (top === undefined) return hits;
  for (const line of lines) {
    if (line.data.rising) continue;
    const at = nearestPoint(line, scale, scale.px(x), scale.top + top * scale.ratio);
    if (at !== undefined) hits.push(hitAt(line, at));
  }
  return hits;
}

function lineHit(line: PreparedLine, x: number): LineHit | undefined {
  const { data } = line;
  const size = data.x.length;
  if (size === 0) return undefined;
  const [first, last] = [data.x[0] as number, data.xLast[size - 1] as number];
  const room =
    Math.max(size > 1 ? Math.abs(last - first) / size : Number.POSITIVE_INFINITY, data.spacing) * 1.5;
  if (x < first - room || x > last + room) return undefined;
  return hitAt(line, nearestIndex(line.at, x));
}

function hitAt(line: PreparedLine, at: number): LineHit {
  const raw = rawValue(line, at);
  return { line, at, x: line.at[at] as number, value: line.smoothed?.[at] ?? raw, raw };
}

function nearestPoint(
  { data, at: middles }: PreparedLine,
  scale: ChartScale,
  x: number,
  y: number,
): number | undefined {
  let best: number | undefined;
  let least = (60 * scale.ratio) ** 2;
  for (let at = 0; at < middles.length; at++) {
    const distance =
      (scale.px(middles[at] as number) - x) ** 2 + (scale.py(data.last[at] as number) - y) ** 2;
    if (!(distance < least)) continue;
    least = distance;
    best = at;
  }
  return best;
}

function rawValue({ data }: PreparedLine, at: number): number {
  if ((data.positiveInfinity[at] as number) > 0) return Number.POSITIVE_INFINITY;
  if ((data.negativeInfinity[at] as number) > 0) return Number.NEGATIVE_INFINITY;
  return data.last[at] as number;
}
