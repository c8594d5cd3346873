import type { Json, RunRow } from "@stepwell/protocol";
import { linearTicks, logTicks } from "../../lib/axis-ticks.ts";
import { formatTicks } from "../../lib/format-ticks.ts";
import { formatSetting } from "../../lib/format-json.ts";
import { cellValue } from "../runs-table/cell-value.ts";
import type { TableColumn } from "../runs-table/table-column.ts";

/** An axis over runs: where each of them stands on it, from 0 at the bottom to 1 at the top. */
export interface PlotAxis {
  readonly column: TableColumn;
  readonly kind: "linear" | "log" | "category";
  /** By run; NaN for runs without a value. */
  readonly places: Float64Array;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Of a category, in the order of the axis. */
  readonly values: readonly (string | number | boolean)[];
  /** The number at a place; NaN on categories. */
  numberAt(place: number): number;
}

/** How far beyond the values an axis goes, as a share of it. */
const margin = 0.05;
/** Numbers of so few kinds stand evenly, as categories do. */
const fewNumbers = 6;
const mostCategories = 24;

/** Lays out an axis: categories evenly, with a spread that is fixed for each run; numbers by size, or by magnitude when the largest is 50 times the least. */
export function plotAxis(column: TableColumn, runs: readonly RunRow[], ticks = 5): PlotAxis {
  const values = runs.map((run) => scalar(cellValue(run, column)));
  const numbers = values.filter(
    (value): value is number => typeof value === "number" && Number.isFinite(value),
  );
  const distinct = new Set(values.filter((value) => value !== undefined && !Number.isNaN(value)));
  const isFew = !column.isMetric && distinct.size <= fewNumbers && runs.length > distinct.size;
  if (
    numbers.length === 0 ||
    numbers.length < values.filter((value) => value !== undefined).length / 2 ||
    isFew
  )
    return categoryAxis(column, runs, values);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    min = Math.min(min, number);
    max = Math.max(max, number);
  }
  const isLog = min > 0 && max / min >= 50;
  const to = isLog ? Math.log : (value: number): number => value;
  const back = isLog ? Math.exp : (value: number): number => value;
  const room = (to(max) - to(min)) * margin || Math.abs(to(max)) * margin || 1;
  const [low, high] = [to(min) - room, to(max) + room];
  const place = (value: number): number => (to(value) - low) / (high - low);
  const marks = isLog ? logTicks(min, max, ticks) : linearTicks(min, max, ticks);
  const texts = formatTicks(marks.values, marks.step);
  return {
    column,
    kind: isLog ? "log" : "linear",
    places: Float64Array.from(values, (value) =>
      typeof value === "number" && Number.isFinite(value) ? place(value) : Number.NaN,
    ),
    ticks: marks.values.map((value, at) => ({ at: place(value), text: texts[at] as string })),
    values: [],
    numberAt: (share) => back(low + share * (high - low)),
  };
}

function categoryAxis(
  column: TableColumn,
  runs: readonly RunRow[],
  values: readonly (string | number | boolean | undefined)[],
): PlotAxis {
  const all = [...new Set(values)].filter((value) => value !== undefined);
  const order = all.toSorted((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(b).localeCompare(String(a)),
  );
  const at = new Map(order.map((value, index) => [value, (index + 0.5) / order.length]));
  const every = Math.ceil(order.length / mostCategories);
  return {
    column,
    kind: "category",
    places: Float64Array.from(values, (value, index) =>
      value === undefined
        ? Number.NaN
        : (at.get(value) as number) +
          (spread((runs[index] as RunRow).id + column.name) * 0.36) / order.length,
    ),
    ticks: order
      .filter((_, index) => index % every === 0)
      .map((value) => ({ at: at.get(value) as number, text: textOf(value) })),
    values: order,
    numberAt: () => Number.NaN,
  };
}

/** A value of a run, the same for ever, from −0.5 to 0.5. */
function spread(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return ((hash >>> 8) % 1_000) / 999 - 0.5;
}

function scalar(value: Json | undefined): string | number | boolean | undefined {
  if (typeof value === "bigint") return Number(value);
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? formatSetting(value as Json) : (value as string | number | boolean);
}

function textOf(value: string | number | boolean): string {
  const text = formatSetting(value);
  return text.length > 14 ? `${text.slice(0, 13)}\u2026` : text;
}
