import { nearestIndex } from "../../lib/binary-search.ts";
import type { XScale } from "./chart-axes.ts";
import type { LineData } from "./line-data.ts";
import type { PreparedLine } from "./prepare-line.ts";

/** First and last x of all that is stored; undefined while a line is known in part only. */
export function wholeExtent(
  lines: readonly Pick<LineData, "extent">[],
): readonly [number, number] | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { extent } of lines) {
    if (extent === undefined) return undefined;
    from = Math.min(from, extent[0]);
    to = Math.max(to, extent[1]);
  }
  return from <= to ? [from, to] : undefined;
}

/**
 * A zoom as it is kept: inside of what is stored, without an end where it reaches the last point (then it follows new
 * ones), and undefined where it shows everything.
 */
export function keptZoom(
  [from, to]: readonly [number, number],
  whole: readonly [number, number] | undefined,
): readonly [number, number] | undefined {
  const round = rounder(to - from);
  if (whole === undefined) return [round(from), round(to)];
  const length = to - from;
  if (length >= (whole[1] - whole[0]) * 0.9999) return undefined;
  const start = Math.min(Math.max(from, whole[0]), whole[1] - length);
  const end = start + length;
  return [round(start), end >= whole[1] ? Number.POSITIVE_INFINITY : round(end)];
}

/** To about a ten-thousandth of a length: finer than a pixel, and short in the address. */
function rounder(length: number): (x: number) => number {
  const unit = 10 ** (Math.floor(Math.log10(length)) - 4);
  const whole = length > 100 ? Math.max(1, unit) : unit;
  return (x) =>
    whole > 0 && Number.isFinite(whole) ? Number((Math.round(x / whole) * whole).toPrecision(15)) : x;
}

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

/** x of the point `by` places from the one nearest to x, inside `visible`; without an x the first or last one there. */
export function nextX(
  { at }: Pick<PreparedLine, "at">,
  x: number | undefined,
  by: number,
  visible: readonly [number, number],
): number {
  const first = at.findIndex((place) => place >= visible[0]);
  const last = at.findLastIndex((place) => place <= visible[1]);
  if (first === -1 || last < first) return at[nearestIndex(at, x ?? visible[0])] as number;
  if (x === undefined) return at[by > 0 ? first : last] as number;
  return at[Math.min(last, Math.max(first, nearestIndex(at, x) + by))] as number;
}
