import type { SeriesFrame } from "@stepwell/protocol";

/** A frame of single points for tests; NaN and infinities are counted as the server counts them. */
export function pointsFrame(xs: readonly number[], ys: readonly number[]): SeriesFrame {
  const x = Float64Array.from(xs);
  const y = Float64Array.from(ys, (value) => (Number.isFinite(value) ? value : Number.NaN));
  const counted = (test: (value: number) => boolean): Uint32Array =>
    Uint32Array.from(ys, (value) => Number(test(value)));
  return {
    kind: "points",
    query: 0,
    stored: xs.length,
    storedInRange: xs.length,
    nextLine: xs.length,
    x,
    xLast: x,
    first: y,
    last: y,
    min: y,
    max: y,
    mean: y,
    count: Uint32Array.from(xs, () => 1),
    nan: counted(Number.isNaN),
    positiveInfinity: counted((value) => value === Number.POSITIVE_INFINITY),
    negativeInfinity: counted((value) => value === Number.NEGATIVE_INFINITY),
  };
}
