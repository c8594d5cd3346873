import type { ChartRows } from "./chart-spec.ts";
import { asNumberArray } from "../encode/array-like.ts";
import { readList, refusePlot } from "./plot-input.ts";

const PLOT = "line series";

/** Rows `[x, name, y]`, line after line. One list of x serves all lines. Throws `UsageError`. */
export function lineSeriesRows(xs: unknown, ys: unknown, names?: readonly string[]): ChartRows {
  const lines = listOfLists("ys", ys);
  const steps = isListOfLists(xs) ? listOfLists("xs", xs) : lines.map(() => readList(PLOT, "xs", xs));
  const keys = names ?? lines.map((_, index) => `line_${index}`);
  checkCount("xs", steps.length, lines.length);
  checkCount("keys", keys.length, lines.length);
  const rows = lines.flatMap((line, at) => {
    const x = steps[at] as readonly number[];
    const key = keys[at] as string;
    return line.slice(0, x.length).map((y, index) => [x[index] as number, key, y]);
  });
  return { columns: ["step", "lineKey", "lineVal"], rows };
}

function isListOfLists(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const first: unknown = value[0];
  return typeof first === "object" && first !== null;
}

function listOfLists(name: string, value: unknown): (readonly number[])[] {
  if (!Array.isArray(value) || asNumberArray(value) !== undefined || !isListOfLists(value)) {
    return refusePlot(PLOT, `"${name}" is not a list of lists`, "Give a list for each line");
  }
  return Array.from(value as readonly unknown[], (line) => readList(PLOT, name, line) as readonly number[]);
}

function checkCount(name: string, found: number, lines: number): void {
  if (found === lines) return;
  refusePlot(PLOT, `there are "${found}" ${name} for "${lines}" lines`, "Give one for each line");
}
