import { nearestIndex } from "../../lib/binary-search.ts";
import type { XScale } from "./chart-axes.ts";
import type { PreparedLine } from "./prepare-line.ts";

/** The x of all lines together, from 0 where the axis begins there. */
export function wholeX(lines: readonly PreparedLine[], { fromZero }: XScale): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { data } of lines) {
    for (const x of data.x) if (x < from) from = x;
    for (const x of data.xLast) if (x > to) to = x;
  }
  if (!(from <= to)) return [0, 1];
  if (fromZero && from > 0) from = 0;
  return to > from ? [from, to] : [from - 0.5, to + 0.5];
}

/** Room for the names at the right end of lines, CSS pixels. */
export function labelRoom(lines: readonly PreparedLine[]): number {
  return 18 + Math.min(120, Math.max(0, ...lines.map(({ label }) => label.length * 6.2)));
}

/** x of the stored point `by` places from the one nearest to x; the first or last point without an x. */
export function nextX(line: PreparedLine, x: number | undefined, by: number): number {
  const last = line.at.length - 1;
  if (x === undefined) return line.at[by > 0 ? 0 : last] as number;
  const at = nearestIndex(line.at, x);
  return line.at[Math.min(last, Math.max(0, at + by))] as number;
}
