import { sampleDeviation } from "../../lib/sample-deviation.ts";
import { computedData } from "./computed-data.ts";
import type { LineData } from "./line-data.ts";
import type { GroupBand } from "./panel-spec.ts";
import { createResampler } from "./resample.ts";
import { wholeExtent } from "./surface-measures.ts";

/**
 * The mean of several runs with its band, over common entries: those of the longest run where all have the same, else a
 * grid that stays where it is as points arrive. A run counts where it has values. Undefined without a series whose x rises.
 */
export function groupLine(series: readonly LineData[], band: GroupBand): LineData | undefined {
  const known = series.filter(({ x, rising }) => x.length > 0 && rising);
  const [first] = known;
  if (first === undefined) return undefined;
  const longest = known.reduce((most, data) => (data.x.length > most.x.length ? data : most), first);
  const { x, xLast } = known.every((data) => startsAs(data, longest))
    ? longest
    : commonGrid(known, longest.x.length);
  const readers = known.map(createResampler);
  const size = x.length;
  const count = new Uint32Array(size);
  const [mean, min, max] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let at = 0; at < size; at++) {
    const values = readers
      .map((read) => read(x[at] as number, xLast[at] as number))
      .filter((value) => !Number.isNaN(value));
    count[at] = Math.max(1, values.length);
    [mean[at], min[at], max[at]] = spread(values, band);
  }
  const sum = (of: (data: LineData) => number): number => known.reduce((total, data) => total + of(data), 0);
  return {
    ...computedData({ x, xLast, mean, min, max, count }, longest),
    stored: sum(({ stored }) => stored),
    inRange: sum(({ inRange }) => inRange),
    drawn: size,
    extent: wholeExtent(known),
  };
}

function startsAs({ x, xLast }: LineData, longest: LineData): boolean {
  return (
    x.every((place, at) => place === longest.x[at]) && xLast.every((place, at) => place === longest.xLast[at])
  );
}

/** Entries as wide as a power of two, anchored at 0: at most `most` of them. */
function commonGrid(known: readonly LineData[], most: number): { x: Float64Array; xLast: Float64Array } {
  const from = Math.min(...known.map(({ x }) => x[0] as number));
  const to = Math.max(...known.map(({ xLast }) => xLast[xLast.length - 1] as number));
  const width = to > from ? 2 ** Math.ceil(Math.log2((to - from) / Math.max(1, most))) : 1;
  const start = Math.floor(from / width);
  const size = Math.max(1, Math.ceil(to / width) - start);
  return {
    x: Float64Array.from({ length: size }, (_, at) => Math.max(from, (start + at) * width)),
    xLast: Float64Array.from({ length: size }, (_, at) => Math.min(to, (start + at + 1) * width)),
  };
}

/** How a tooltip says what a band spans. */
export const groupBandNames: Record<GroupBand, string> = {
  std: "mean ± std",
  minmax: "mean, min to max",
  sem: "mean ± std error",
};

function spread(values: readonly number[], band: GroupBand): [number, number, number] {
  const size = values.length;
  if (size === 0) return [Number.NaN, Number.NaN, Number.NaN];
  const mean = values.reduce((sum, value) => sum + value, 0) / size;
  if (band === "minmax") return [mean, Math.min(...values), Math.max(...values)];
  const reach = sampleDeviation(values) / (band === "sem" ? Math.sqrt(size) : 1);
  return [mean, mean - reach, mean + reach];
}
