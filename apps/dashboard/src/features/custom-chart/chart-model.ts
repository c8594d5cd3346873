import type { ChartView, Json } from "@stepwell/protocol";

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Json[])[];
}

interface ChartSeries {
  readonly name: string;
  /** Pairs of x and y, in the order of the table. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Of curves: the area under it. */
  readonly area?: number;
}

/** What a chart's table says, ready to be drawn. */
export type ChartModel =
  | {
      readonly kind: "xy";
      readonly mark: "line" | "dot" | "curve";
      readonly series: readonly ChartSeries[];
      readonly x: string;
      readonly y: string;
      /** Points and series that are not drawn, because there are too many. */
      readonly more: number;
    }
  | {
      readonly kind: "bars";
      readonly bars: readonly { readonly name: string; readonly value: number }[];
      readonly value: string;
      readonly more: number;
    }
  | {
      readonly kind: "bins";
      readonly edges: readonly number[];
      readonly counts: readonly number[];
      readonly value: string;
    }
  | {
      readonly kind: "matrix";
      readonly classes: readonly string[];
      /** By true class, then predicted class. */
      readonly counts: readonly (readonly number[])[];
      readonly more: number;
    };

const mostPoints = 10_000;
const mostSeries = 50;
const mostBars = 60;
const mostClasses = 60;

/** What a chart draws of its table; undefined for presets that are not known and columns that are not there. */
export function chartModel({ preset, fields }: ChartView, table: ChartTable): ChartModel | undefined {
  const name = /^wandb\/([a-z_-]+)\/v\d+$/.exec(preset)?.[1];
  const column = (field: string): ((row: readonly Json[]) => Json) | undefined => {
    const at = table.columns.indexOf(fields[field] ?? "");
    return at === -1 ? undefined : (row) => row[at] ?? null;
  };
  const titled = (field: string): string => fields[field] ?? field;
  if (name === "line" || name === "scatter") {
    const [x, y] = [column("x"), column("y")];
    if (x === undefined || y === undefined) return undefined;
    return xy(table, x, y, column("stroke"), {
      mark: name === "line" ? "line" : "dot",
      x: titled("x"),
      y: titled("y"),
    });
  }
  if (name === "lineseries") {
    const [x, key, y] = [column("step"), column("lineKey"), column("lineVal")];
    if (x === undefined || y === undefined) return undefined;
    return xy(table, x, y, key, { mark: "line", x: "x", y: "" });
  }
  if (name === "area-under-curve") {
    const [x, y] = [column("x"), column("y")];
    if (x === undefined || y === undefined) return undefined;
    return xy(table, x, y, column("class"), { mark: "curve", x: titled("x"), y: titled("y") });
  }
  if (name === "bar") return bars(table, column("label"), column("value"), titled("value"));
  if (name === "histogram") return bins(table, column("value"), titled("value"));
  if (name === "confusion_matrix")
    return matrix(table, column("Actual"), column("Predicted"), column("nPredictions"));
  return undefined;
}

type Read = (row: readonly Json[]) => Json;

function xy(
  { rows }: ChartTable,
  x: Read,
  y: Read,
  by: Read | undefined,
  look: { readonly mark: "line" | "dot" | "curve"; readonly x: string; readonly y: string },
): ChartModel {
  const byName = new Map<string, [number, number][]>();
  const every = Math.ceil(rows.length / mostPoints) || 1;
  let more = 0;
  for (const [at, row] of rows.entries()) {
    const point: [number, number] = [numeric(x(row)), numeric(y(row))];
    if (!Number.isFinite(point[0]) || !Number.isFinite(point[1])) continue;
    const name = by === undefined ? "" : label(by(row));
    const points = byName.get(name);
    if ((points === undefined && byName.size >= mostSeries) || at % every !== 0) more += 1;
    else if (points === undefined) byName.set(name, [point]);
    else points.push(point);
  }
  const series = [...byName].map(([name, points]) => {
    if (look.mark === "dot") return { name, points };
    const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
    return look.mark === "line"
      ? { name, points: sorted }
      : { name, points: sorted, area: areaUnder(sorted) };
  });
  return { kind: "xy", ...look, series, more };
}

/** Trapezoids between points that rise in x. */
function areaUnder(points: readonly (readonly [number, number])[]): number {
  let area = 0;
  for (const [at, [x, y]] of points.entries()) {
    const before = points[at - 1];
    if (before !== undefined) area += ((x - before[0]) * (y + before[1])) / 2;
  }
  return area;
}

function bars(
  { rows }: ChartTable,
  name: Read | undefined,
  value: Read | undefined,
  title: string,
): ChartModel | undefined {
  if (name === undefined || value === undefined) return undefined;
  const all = rows.map((row) => ({ name: label(name(row)), value: numeric(value(row)) }));
  const finite = all.filter(({ value: size }) => Number.isFinite(size));
  return {
    kind: "bars",
    bars: finite.slice(0, mostBars),
    value: title,
    more: all.length - Math.min(finite.length, mostBars),
  };
}

function bins({ rows }: ChartTable, value: Read | undefined, title: string): ChartModel | undefined {
  if (value === undefined) return undefined;
  const values = rows.map((row) => numeric(value(row))).filter(Number.isFinite);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of values) [low, high] = [Math.min(low, one), Math.max(high, one)];
  if (values.length === 0) return { kind: "bins", edges: [], counts: [], value: title };
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const count = Math.min(60, Math.max(5, Math.ceil(Math.sqrt(values.length))));
  const counts = Array.from({ length: count }, () => 0);
  for (const one of values) {
    const at = Math.min(count - 1, Math.floor(((one - low) / (high - low)) * count));
    counts[at] = (counts[at] as number) + 1;
  }
  const edges = Array.from({ length: count + 1 }, (_, at) => low + ((high - low) * at) / count);
  return { kind: "bins", edges, counts, value: title };
}

function matrix(
  { rows }: ChartTable,
  actual: Read | undefined,
  predicted: Read | undefined,
  count: Read | undefined,
): ChartModel | undefined {
  if (actual === undefined || predicted === undefined || count === undefined) return undefined;
  const all = [...new Set(rows.flatMap((row) => [label(actual(row)), label(predicted(row))]))];
  const classes = all.slice(0, mostClasses);
  const places = new Map(classes.map((name, at) => [name, at]));
  const counts = classes.map(() => classes.map(() => 0));
  for (const row of rows) {
    const [from, to] = [places.get(label(actual(row))), places.get(label(predicted(row)))];
    const line = from === undefined ? undefined : counts[from];
    const number = numeric(count(row));
    if (line === undefined || to === undefined || !(number >= 0)) continue;
    line[to] = (line[to] as number) + number;
  }
  return { kind: "matrix", classes, counts, more: all.length - classes.length };
}

function numeric(value: Json): number {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN;
}

function label(value: Json): string {
  return (typeof value === "string" ? value : value === null ? "none" : JSON.stringify(value, plain)).slice(
    0,
    80,
  );
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
