import { lineHits } from "./line-hits.ts";
import type { PreparedLine } from "./prepare-line.ts";

/** One line as numbers. */
export interface TableRow {
  readonly line: PreparedLine;
  /** At x, or the last finite one; undefined where the line has none there. */
  readonly value: number | undefined;
  readonly smoothed: number | undefined;
  /** Smallest and largest finite value on screen, NaN for none. */
  readonly min: number;
  readonly max: number;
  /** The value and that of the baseline. */
  readonly delta: { readonly value: number; readonly base: number } | undefined;
}

/** The numbers of lines at `x`, or at their ends. */
export function tableRows(lines: readonly PreparedLine[], x: number | undefined): TableRow[] {
  const values = new Map(lines.map((line) => [line.id, valueOf(line, x)]));
  const baseline = lines.find((line) => line.baseline === true);
  const base = baseline && values.get(baseline.id)?.value;
  return lines.map((line) => {
    const { value, smoothed } = values.get(line.id) as ReturnType<typeof valueOf>;
    const comparable = value !== undefined && base !== undefined && line !== baseline;
    return {
      line,
      value,
      smoothed,
      min: extreme(line.data.min, Math.min),
      max: extreme(line.data.max, Math.max),
      delta: comparable ? { value, base } : undefined,
    };
  });
}

function valueOf(
  line: PreparedLine,
  x: number | undefined,
): { readonly value: number | undefined; readonly smoothed: number | undefined } {
  const hit = x === undefined ? undefined : lineHits([line], x)[0];
  if (x !== undefined) return { value: hit?.raw, smoothed: hit && line.smoothed?.[hit.at] };
  const at = line.data.last.findLastIndex((value) => !Number.isNaN(value));
  return { value: line.data.last[at], smoothed: line.smoothed?.[at] };
}

function extreme(values: Float64Array, choose: (a: number, b: number) => number): number {
  let best = Number.NaN;
  for (const value of values)
    if (Number.isFinite(value)) best = Number.isNaN(best) ? value : choose(best, value);
  return best;
}
