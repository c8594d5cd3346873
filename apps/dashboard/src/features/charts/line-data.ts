import type { SeriesFrame } from "@stepwell/protocol";
import { seriesFacts, type SeriesFacts } from "./series-facts.ts";

/** The entries of one line, as columns. An entry is a stored point or the bucket of a grid. */
export interface LineData {
  readonly x: Float64Array;
  readonly xLast: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  /** Points of each entry, finite or not. */
  readonly count: Uint32Array;
  readonly nan: Uint32Array;
  readonly positiveInfinity: Uint32Array;
  readonly negativeInfinity: Uint32Array;
  /** Points stored in the whole series. */
  readonly stored: number;
  /** Points stored in the part that was asked for. */
  readonly inRange: number;
  /** Points that the drawing shows: at most four of each entry. */
  readonly drawn: number;
  /** Median distance between two stored points of the whole series, in units of x. */
  readonly spacing: number;
  /** The default smoothing leaves this line as it was logged. */
  readonly plain: boolean;
  /** First and last x of the whole series; undefined while only a part is known. */
  readonly extent: readonly [number, number] | undefined;
  /** True when x never falls. */
  readonly rising: boolean;
}

/** Joins a frame with points that came later. `facts` are of the whole series, by default of the frame. */
export function lineData(
  frame: SeriesFrame,
  xs: readonly number[] = [],
  ys: readonly number[] = [],
  facts: SeriesFacts = seriesFacts(frame),
): LineData {
  const size = frame.x.length;
  const later = ys.map((y) => (Number.isFinite(y) ? y : Number.NaN));
  const ones = xs.map(() => 1);
  const x = joined(frame.x, xs);
  const xLast = joined(frame.xLast, xs);
  const count = joinedCounts(frame.count, ones);
  let drawn = 0;
  for (const points of count) drawn += Math.min(4, points);
  const inRange = frame.storedInRange + xs.length;
  return {
    x,
    xLast,
    first: joined(finite(frame.first, size), later),
    last: joined(finite(frame.last, size), later),
    min: joined(finite(frame.min, size), later),
    max: joined(finite(frame.max, size), later),
    mean: joined(finite(frame.mean, size), later),
    count,
    nan: joinedCounts(
      frame.nan,
      ys.map((y) => Number(Number.isNaN(y))),
    ),
    positiveInfinity: joinedCounts(
      frame.positiveInfinity,
      ys.map((y) => Number(y === Number.POSITIVE_INFINITY)),
    ),
    negativeInfinity: joinedCounts(
      frame.negativeInfinity,
      ys.map((y) => Number(y === Number.NEGATIVE_INFINITY)),
    ),
    stored: frame.stored + xs.length,
    inRange,
    drawn: Math.min(drawn, inRange),
    ...facts,
    extent:
      facts.extent === undefined
        ? undefined
        : [facts.extent[0], Math.max(facts.extent[1], xs.at(-1) ?? Number.NEGATIVE_INFINITY)],
    rising: isRising(x),
  };
}

function joined(head: Float64Array, tail: readonly number[]): Float64Array {
  if (tail.length === 0) return head;
  const out = new Float64Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}

function joinedCounts(head: Uint32Array, tail: readonly number[]): Uint32Array {
  if (tail.length === 0) return head;
  const out = new Uint32Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}

/** Infinities are marks, never heights. */
function finite(values: Float64Array, size: number): Float64Array {
  for (let at = 0; at < size; at++) {
    if (!Number.isFinite(values[at]))
      return values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  }
  return values;
}

function isRising(x: Float64Array): boolean {
  for (let at = 1; at < x.length; at++) if ((x[at] as number) < (x[at - 1] as number)) return false;
  return true;
}
