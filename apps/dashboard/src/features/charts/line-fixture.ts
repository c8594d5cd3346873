import { noSmoothing, type Smoothing } from "../../lib/smoothing.ts";
import { lineData } from "./line-data.ts";
import { prepareLine, type ChartLine, type PreparedLine } from "./prepare-line.ts";
import { pointsFrame } from "./series-frame-fixture.ts";

/** A line of single points for tests and the gallery; x counts from 0 unless it is given. */
export function chartLine(
  ys: readonly number[],
  options: Partial<ChartLine> & { readonly xs?: readonly number[]; readonly later?: readonly number[] } = {},
): ChartLine {
  const { xs = ys.map((_, at) => at), later = [], run = "r", ...rest } = options;
  const data = lineData(
    pointsFrame(xs, ys),
    later.map((_, at) => ys.length + at),
    later,
  );
  return { id: run, run, label: run, color: "--run-1", dashed: false, data, ...rest };
}

/** The same line as a chart 600 pixels wide draws it. */
export function preparedLine(
  ys: readonly number[],
  options: Parameters<typeof chartLine>[1] & {
    readonly smoothing?: Smoothing;
    readonly chosen?: boolean;
    readonly log?: boolean;
  } = {},
): PreparedLine {
  const { smoothing = noSmoothing, chosen = true, log = false, ...rest } = options;
  return prepareLine(chartLine(ys, rest), { smoothing, chosen, log, pixels: 600 });
}
