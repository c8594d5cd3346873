import { keyParts } from "../../lib/format-key.ts";
import { loneSpikes } from "../../lib/lone-spikes.ts";
import { smooth } from "../../lib/smooth.ts";
import { encodeSmoothing, isSmoothingOff, type Smoothing } from "../../lib/smoothing.ts";
import type { LineData } from "./line-data.ts";
import type { GroupBand } from "./panel-spec.ts";

/** What is told of the mean of a group. */
interface GroupFacts {
  readonly runs: number;
  readonly band: GroupBand;
  /** The label says of how many runs of the group it is. */
  readonly isPart?: boolean;
}

/** A line as a chart was asked to show it. */
export interface ChartLine {
  /** Unique in its chart. */
  readonly id: string;
  /** What focus and hiding go by: the id of a run or of a group, or a key where a panel has several. */
  readonly run: string;
  /** The key that was logged; undefined for what was computed. */
  readonly metric?: string | undefined;
  readonly label: string;
  /** CSS variable of its colour. */
  readonly color: string;
  readonly dashed: boolean;
  readonly data: LineData;
  /** Differences are to this one; it is drawn dashed and last. */
  readonly baseline?: boolean;
  /** Its values are differences, and are told with their sign. */
  readonly signed?: boolean;
  /** The mean of several runs, and what its band spans. */
  readonly group?: GroupFacts | undefined;
}

/** A line with what drawing needs. */
export interface PreparedLine extends ChartLine {
  /** Middle of each entry, where its mean stands. */
  readonly at: Float64Array;
  /** The smoothed line, or undefined when the line is drawn as logged. */
  readonly smoothed: Float64Array | undefined;
  /** The ends of a group's band, smoothed as its mean is. */
  readonly smoothedBand: { readonly min: Float64Array; readonly max: Float64Array } | undefined;
  /** Drawn with dots: one point for 8 px or more. */
  readonly sparse: boolean;
}

export interface PrepareOptions {
  readonly smoothing: Smoothing;
  /** False while the default is in use, which leaves short, step-like and counting lines as they were logged. */
  readonly chosen: boolean;
  /** The y axis is logarithmic, and so is smoothing. */
  readonly log: boolean;
  /** CSS pixels of the whole x axis. */
  readonly pixels: number;
}

interface Made {
  readonly how: string;
  readonly at: Float64Array;
  readonly smoothed: Float64Array | undefined;
  readonly smoothedBand: PreparedLine["smoothedBand"];
  readonly sparse: boolean;
}

const prepared = new WeakMap<LineData, Made>();
const fewestForDefault = 500;

/** Smooths a line, once for each way. Sparse lines, and those whose x falls somewhere, are left as they were logged. */
export function prepareLine(line: ChartLine, options: PrepareOptions): PreparedLine {
  const { data, metric, group } = line;
  const { smoothing, chosen, log, pixels } = options;
  const few = Math.max(2, pixels / 8);
  // A group has the entries of its runs, however many points they are of.
  const [inRange, stored] =
    group === undefined ? [data.inRange, data.stored] : [data.x.length, data.x.length];
  const sparse = inRange <= few;
  // By all points, not by those in sight: a zoom must not switch smoothing off.
  const smoothable = !isSmoothingOff(smoothing) && stored > few && data.rising;
  const wanted = smoothable && (chosen || smoothedByDefault(data, metric));
  const how = `${wanted ? encodeSmoothing(smoothing) : ""} ${log} ${sparse}`;
  const known = prepared.get(data);
  if (known?.how === how) return { ...line, ...partsOf(known) };
  const at = known?.at ?? middles(data);
  const smoothed = (column: Float64Array): Float64Array => smoothLine(data, column, smoothing, log);
  const made: Made = {
    how,
    sparse,
    at,
    smoothed: wanted ? smoothed(data.mean) : undefined,
    smoothedBand:
      wanted && group !== undefined ? { min: smoothed(data.min), max: smoothed(data.max) } : undefined,
  };
  prepared.set(data, made);
  return { ...line, ...partsOf(made) };
}

function partsOf({ at, smoothed, smoothedBand, sparse }: Made): Omit<Made, "how"> {
  return { at, smoothed, smoothedBand, sparse };
}

function smoothLine(data: LineData, column: Float64Array, smoothing: Smoothing, log: boolean): Float64Array {
  const { x, xLast, count, nan, positiveInfinity, negativeInfinity, spacing } = data;
  const finite = Uint32Array.from(count, (points, at) =>
    Math.max(
      0,
      points - (nan[at] as number) - (positiveInfinity[at] as number) - (negativeInfinity[at] as number),
    ),
  );
  // A value that has no logarithm is not on a log axis.
  const values = log ? column.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) : column;
  const out = smooth({ x, xLast, mean: values, count: finite, spacing, skip: loneSpikes(values) }, smoothing);
  return log ? out.map(Math.exp) : out;
}

function middles({ x, xLast }: LineData): Float64Array {
  return x.map((from, at) => (from + (xLast[at] as number)) / 2);
}

function smoothedByDefault(data: LineData, metric: string | undefined): boolean {
  if (data.stored < fewestForDefault) return false;
  return !(metric !== undefined && isRate(metric)) && !data.plain;
}

/** A learning rate. */
function isRate(metric: string): boolean {
  return /^(lr|learning[_-]?rate)$/i.test(keyParts(metric).name);
}
