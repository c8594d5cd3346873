import type { LineData } from "./line-data.ts";

const shifted = new WeakMap<LineData, { readonly by: number; readonly data: LineData }>();
const gapped = new WeakMap<LineData, LineData>();

/** The same line with x counted from `start`; the same object for the same arguments. */
export function fromStart(data: LineData, start: number): LineData {
  const known = shifted.get(data);
  if (known?.by === start) return known.data;
  const next = {
    ...data,
    x: data.x.map((x) => x - start),
    xLast: data.xLast.map((x) => x - start),
    extent:
      data.extent === undefined ? undefined : ([data.extent[0] - start, data.extent[1] - start] as const),
  };
  shifted.set(data, { by: start, data: next });
  return next;
}

/** Usual distances after which a line that is measured all the time has a gap. */
const longest = 5;

/** The line with an empty entry wherever nothing was logged for long; the same object for the same line. */
export function withGaps(data: LineData): LineData {
  const known = gapped.get(data);
  if (known !== undefined) return known;
  const gaps: number[] = [];
  for (let at = 1; at < data.x.length; at++) {
    const distance = (data.x[at] as number) - (data.xLast[at - 1] as number);
    const inEntry = (data.xLast[at] as number) - (data.x[at] as number);
    if (distance > longest * Math.max(data.spacing, inEntry / Math.max(1, (data.count[at] as number) - 1)))
      gaps.push(at);
  }
  const next = gaps.length === 0 ? data : insertEmpty(data, gaps);
  gapped.set(data, next);
  return next;
}

function insertEmpty(data: LineData, places: readonly number[]): LineData {
  const wide = (column: Float64Array, empty: (at: number) => number): Float64Array =>
    Float64Array.from(inserted(column, places, empty));
  const narrow = (column: Uint32Array): Uint32Array => Uint32Array.from(inserted(column, places, () => 0));
  const nothing = (): number => Number.NaN;
  const middle = (at: number): number => ((data.xLast[at - 1] as number) + (data.x[at] as number)) / 2;
  return {
    ...data,
    x: wide(data.x, middle),
    xLast: wide(data.xLast, middle),
    first: wide(data.first, nothing),
    last: wide(data.last, nothing),
    min: wide(data.min, nothing),
    max: wide(data.max, nothing),
    mean: wide(data.mean, nothing),
    count: narrow(data.count),
    nan: narrow(data.nan),
    positiveInfinity: narrow(data.positiveInfinity),
    negativeInfinity: narrow(data.negativeInfinity),
  };
}

function inserted(
  column: ArrayLike<number>,
  places: readonly number[],
  empty: (at: number) => number,
): number[] {
  const out: number[] = [];
  let next = 0;
  for (let at = 0; at < column.length; at++) {
    if (places[next] === at) {
      out.push(empty(at));
      next += 1;
    }
    out.push(column[at] as number);
  }
  return out;
}
