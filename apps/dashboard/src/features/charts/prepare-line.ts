import { loneSpikes } from "../../lib/lone-spikes.ts";
import { smooth } from "../../lib/smooth.ts";
import type { LineData } from "./line-data.ts";

/** A line as a chart was asked to show it. */
export interface ChartLine {
  /** Unique in its chart. */
  readonly id: string;
  /** What focus and hiding go by. */
  readonly run: string;
  readonly label: string;
  /** CSS variable of its colour. */
  readonly color: string;
  readonly dashed: boolean;
  readonly data: LineData;
}

/** A line with what drawing needs. */
export interface PreparedLine extends ChartLine {
  /** Middle of each entry, where its mean stands. */
  readonly at: Float64Array;
  /** The smoothed line, or undefined when the line is drawn as logged. */
  readonly smoothed: Float64Array | undefined;
  /** Drawn with dots: one point for 8 px or more. */
  readonly sparse: boolean;
}

const prepared = new WeakMap<
  LineData,
  { weight: number; sparse: boolean; at: Float64Array; smoothed: Float64Array | undefined }
>();

/** Smooths a line, once for each weight. Sparse and step-like lines are left as they were logged. */
export function prepareLine(line: ChartLine, weight: number, pixels: number): PreparedLine {
  const { data } = line;
  const sparse = data.stored <= Math.max(2, pixels / 8);
  const known = prepared.get(data);
  if (known !== undefined && known.weight === weight && known.sparse === sparse) return { ...line, ...known };
  const at = known?.at ?? middles(data);
  const smoothed =
    weight > 0 && !sparse && data.rising && !isStepLike(data) ? smoothLine(data, weight) : undefined;
  const made = { weight, sparse, at, smoothed };
  prepared.set(data, made);
  return { ...line, ...made };
}

function smoothLine(data: LineData, weight: number): Float64Array {
  const { x, xLast, mean, count, nan, positiveInfinity, negativeInfinity, spacing } = data;
  const finite = Uint32Array.from(count, (points, at) =>
    Math.max(
      0,
      points - (nan[at] as number) - (positiveInfinity[at] as number) - (negativeInfinity[at] as number),
    ),
  );
  return smooth({ x, xLast, mean, count: finite, spacing, skip: loneSpikes(mean) }, weight);
}

function middles({ x, xLast }: LineData): Float64Array {
  return x.map((from, at) => (from + (xLast[at] as number)) / 2);
}

/** Learning rates in stages, counters and switches: few distinct values. */
function isStepLike({ last, first }: LineData): boolean {
  const values = new Set<number>();
  for (const column of [last, first]) {
    for (const value of column) {
      if (Number.isFinite(value)) values.add(value);
      if (values.size > 16) return false;
    }
  }
  return true;
}
