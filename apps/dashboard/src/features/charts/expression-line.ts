import { computedData } from "./computed-data.ts";
import type { LineData } from "./line-data.ts";
import type { Expression } from "./parse-expression.ts";
import { createResampler } from "./resample.ts";

/**
 * The line of a formula over series of one run, in the order of its keys. It has the entries of the coarsest series, and
 * is NaN where a formula has no number. Undefined while a series is missing, or when x falls in one.
 */
export function expressionLine(
  { evaluate }: Expression,
  series: readonly (LineData | undefined)[],
): LineData | undefined {
  const known = series.flatMap((data) =>
    data !== undefined && data.x.length > 0 && data.rising ? [data] : [],
  );
  const [first] = known;
  if (first === undefined || known.length < series.length) return undefined;
  const base = known.reduce((least, data) => (data.x.length < least.x.length ? data : least), first);
  const readers = known.map(createResampler);
  const ends = known.map(({ x, xLast }) => [x[0] as number, xLast[xLast.length - 1] as number] as const);
  const from = Math.max(...ends.map(([begin]) => begin));
  const to = Math.min(...ends.map(([, end]) => end));
  // Outside of what all series have there is no value, and no gap either.
  const places = Array.from(base.x.keys()).filter(
    (at) => (base.xLast[at] as number) >= from && (base.x[at] as number) <= to,
  );
  const values = new Float64Array(known.length);
  const mean = Float64Array.from(places, (at) => {
    for (const [place, read] of readers.entries())
      values[place] = read(base.x[at] as number, base.xLast[at] as number);
    const result = evaluate(values);
    return Number.isFinite(result) ? result : Number.NaN;
  });
  const { x, xLast, count } = base;
  return computedData(
    {
      x: Float64Array.from(places, (at) => x[at] as number),
      xLast: Float64Array.from(places, (at) => xLast[at] as number),
      count: Uint32Array.from(places, (at) => count[at] as number),
      mean,
    },
    base,
  );
}
