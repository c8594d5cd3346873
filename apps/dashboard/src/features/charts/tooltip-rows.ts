import { nearestIndex } from "../../lib/binary-search.ts";
import type { TooltipRow } from "./hover.ts";
import type { PreparedLine } from "./prepare-line.ts";

/** The entry of a line under x. */
export interface LineHit {
  readonly line: PreparedLine;
  readonly at: number;
  readonly x: number;
  /** Smoothed where the line is smoothed. */
  readonly value: number;
  readonly raw: number;
}

const mostRows = 8;

/** The entry of each line nearest to x. Lines that have ended, or not begun, there are left out. */
export function lineHits(lines: readonly PreparedLine[], x: number): LineHit[] {
  const hits: LineHit[] = [];
  for (const line of lines) {
    const { data } = line;
    const size = data.x.length;
    if (size === 0) continue;
    const slack =
      size > 1
        ? Math.abs((data.xLast[size - 1] as number) - (data.x[0] as number)) / size
        : Number.POSITIVE_INFINITY;
    const room = Math.max(slack, data.spacing) * 1.5;
    if (x < (data.x[0] as number) - room || x > (data.xLast[size - 1] as number) + room) continue;
    const at = nearestIndex(line.at, x);
    const raw = rawValue(line, at);
    hits.push({ line, at, x: line.at[at] as number, value: line.smoothed?.[at] ?? raw, raw });
  }
  return hits;
}

/** At most eight rows by value, around the focused run; NaN last. */
export function tooltipRows(
  hits: readonly LineHit[],
  focus: string | undefined,
): { rows: TooltipRow[]; above: number; below: number } {
  const finite = hits.filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => b.value - a.value);
  const other = hits.filter(({ value }) => !Number.isFinite(value));
  const place = Math.max(
    0,
    finite.findIndex(({ line }) => line.run === focus),
  );
  const from = Math.max(0, Math.min(finite.length - mostRows, place - 3));
  const shown = finite.slice(from, from + mostRows);
  const rows = [...shown, ...other.slice(0, Math.max(0, mostRows - shown.length))].map(
    ({ line, value, raw }) => ({
      id: line.id,
      label: line.label,
      color: line.color,
      dashed: line.dashed,
      value,
      raw: line.smoothed === undefined ? undefined : raw,
      focused: line.run === focus,
    }),
  );
  return { rows, above: from, below: finite.length - from - shown.length };
}

function rawValue({ data }: PreparedLine, at: number): number {
  if ((data.positiveInfinity[at] as number) > 0) return Number.POSITIVE_INFINITY;
  if ((data.negativeInfinity[at] as number) > 0) return Number.NEGATIVE_INFINITY;
  return data.last[at] as number;
}
