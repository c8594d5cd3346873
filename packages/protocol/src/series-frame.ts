/**
 * One line of a chart: the points of one metric of one run, as columns of equal length.
 * With `kind: "points"` every entry is one stored point. With `kind: "buckets"` an entry is what lies between
 * two marks of a fixed grid, so entries don't move when data arrives; `first`, `last`, `min`, `max` and `mean`
 * are over finite values, and NaN where a bucket has none.
 */
export interface SeriesFrame {
  readonly kind: "points" | "buckets";
  /** Who asked for it: the caller's own number for the query, so that replies can be matched. */
  readonly query: number;
  /** Points stored in the whole series, and in the asked range. */
  readonly stored: number;
  readonly storedInRange: number;
  /** The line after the last one this frame covers: deltas from here on extend it. */
  readonly nextLine: number;
  /** x of the first and of the last point of each entry; equal arrays for points. */
  readonly x: Float64Array;
  readonly xLast: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  /** Points, finite or not, of each entry. */
  readonly count: Uint32Array;
  readonly nan: Uint32Array;
  readonly positiveInfinity: Uint32Array;
  readonly negativeInfinity: Uint32Array;
}
