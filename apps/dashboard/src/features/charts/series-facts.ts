import type { SeriesFrame } from "@stepwell/protocol";

/** What is said of a whole series, so that a zoom into it doesn't change how its line looks. */
export interface SeriesFacts {
  /** Median distance between two stored points, in units of x. */
  readonly spacing: number;
  /** Stages, switches and counters: the default smoothing leaves them as they were logged. */
  readonly plain: boolean;
  /** First and last x; undefined while only a part is known. */
  readonly extent: readonly [number, number] | undefined;
}

/** The facts of a series, from a frame of all of it. */
export function seriesFacts(frame: SeriesFrame): SeriesFacts {
  const { x, xLast, stored, storedInRange } = frame;
  const isWhole = storedInRange === stored && x.length > 0;
  return {
    spacing: medianSpacing(frame),
    plain: isStepLike(frame) || isCounter(frame),
    extent: isWhole ? [x[0] as number, xLast[xLast.length - 1] as number] : undefined,
  };
}

function medianSpacing({ x, xLast, count }: Pick<SeriesFrame, "x" | "xLast" | "count">): number {
  const distances: number[] = [];
  for (let at = 0; at < x.length; at++) {
    const points = count[at] as number;
    const inside = ((xLast[at] as number) - (x[at] as number)) / (points - 1);
    if (points > 1 && inside > 0) distances.push(inside);
    const before = at === 0 ? 0 : (x[at] as number) - (xLast[at - 1] as number);
    if (points === 1 && before > 0) distances.push(before);
  }
  const sorted = Float64Array.from(distances).sort();
  return sorted[sorted.length >> 1] ?? 1;
}

/** Few distinct values. */
function isStepLike({ last, first }: Pick<SeriesFrame, "first" | "last">): boolean {
  const values = new Set<number>();
  for (const column of [last, first]) {
    for (const value of column) {
      if (Number.isFinite(value)) values.add(value);
      if (values.size > 16) return false;
    }
  }
  return true;
}

/** Whole numbers that never fall: epochs, samples seen. */
function isCounter({ first, last }: Pick<SeriesFrame, "first" | "last">): boolean {
  for (let at = 0; at < last.length; at++) {
    const value = last[at] as number;
    if (!Number.isInteger(value) || value < (first[at] as number)) return false;
    if (at > 0 && value < (last[at - 1] as number)) return false;
  }
  return true;
}
