import { formatValue } from "../../lib/format-value.ts";
import { addCondition, printCondition } from "../filter/print-filter.ts";
import type { PlotAxis } from "./plot-axis.ts";

/** Ranges of places, 0 to 1, by the name of their axis; a run must be in one range of each axis that has some. */
export type Brushes = ReadonlyMap<string, readonly (readonly [number, number])[]>;

/** Which runs all brushes let through, by their index. */
export function brushedRuns(axes: readonly PlotAxis[], brushes: Brushes, runs: number): Uint8Array {
  const inside = new Uint8Array(runs).fill(1);
  for (const { column, places, values } of axes) {
    const ranges = brushes.get(column.name) ?? [];
    if (ranges.length === 0) continue;
    const { length: categories } = values;
    for (let run = 0; run < runs; run += 1) {
      const own = places[run] as number;
      // All runs of a category are in or out together, wherever their spread put them.
      const place = categories === 0 ? own : (Math.floor(own * categories) + 0.5) / categories;
      if (!ranges.some(([from, to]) => place >= from && place <= to)) inside[run] = 0;
    }
  }
  return inside;
}

/** The filter with what the brushes say, rounded to the digits on screen. */
export function brushFilter(filter: string, axes: readonly PlotAxis[], brushes: Brushes): string {
  return axes.reduce((text, axis) => {
    const ranges = brushes.get(axis.column.name) ?? [];
    const parts = ranges.map((range) => rangeCondition(axis, range)).filter((part) => part !== "");
    if (parts.length === 0) return text;
    const any =
      parts.length === 1 ? (parts[0] as string) : `(${parts.map((part) => `(${part})`).join(" or ")})`;
    return addCondition(text, any);
  }, filter);
}

/** What a brush says, in words. */
export function brushText(axis: PlotAxis, range: readonly [number, number]): string {
  if (axis.kind === "category") return `${axis.column.title} ${valuesIn(axis, range).join(", ") || "none"}`;
  const [from, to] = range.map((place) => formatValue(axis.numberAt(place), 2));
  return `${axis.column.title} ${from} to ${to}`;
}

function rangeCondition(axis: PlotAxis, range: readonly [number, number]): string {
  const key = axis.column.path;
  if (axis.kind !== "category") {
    const [from, to] = range.map((place) => Number(axis.numberAt(place).toPrecision(4)));
    return `${printCondition(key, ">=", from as number)} and ${printCondition(key, "<=", to as number)}`;
  }
  const parts = valuesIn(axis, range).map((value) => printCondition(key, "=", value));
  return parts.length > 1 ? `(${parts.join(" or ")})` : (parts[0] ?? "");
}

function valuesIn({ values }: PlotAxis, [from, to]: readonly [number, number]): PlotAxis["values"] {
  return values.filter((_, at) => {
    const middle = (at + 0.5) / values.length;
    return middle >= from && middle <= to;
  });
}
