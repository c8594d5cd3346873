import type { LineData } from "./line-data.ts";

/** The columns that computed lines differ in. */
export interface ComputedColumns {
  readonly x: Float64Array;
  readonly xLast: Float64Array;
  readonly mean: Float64Array;
  readonly min?: Float64Array;
  readonly max?: Float64Array;
  readonly count: Uint32Array;
}

/** A line of values that were computed, in place of stored ones; facts are taken from one of its sources. */
export function computedData(columns: ComputedColumns, source: LineData): LineData {
  const { x, xLast, mean, count } = columns;
  const none = new Uint32Array(x.length);
  return {
    x,
    xLast,
    first: mean,
    last: mean,
    mean,
    min: columns.min ?? mean,
    max: columns.max ?? mean,
    count,
    nan: mean.some(Number.isNaN) ? Uint32Array.from(mean, (value) => Number(Number.isNaN(value))) : none,
    positiveInfinity: none,
    negativeInfinity: none,
    stored: source.stored,
    inRange: source.inRange,
    drawn: source.drawn,
    spacing: source.spacing,
    plain: source.plain,
    extent: source.extent,
    rising: true,
  };
}
