import { UsageError } from "../core-error.ts";
import { checkMediaOptions } from "../media/check-media-options.ts";
import type { OptionKind } from "../media/check-media-options.ts";
import { readArguments } from "../media/read-arguments.ts";
import { Table } from "../media/table.ts";
import { showValue } from "../show-value.ts";
import { Chart } from "./chart.ts";
import type { ChartRows, ChartSpec } from "./chart-spec.ts";
import type { CurveOptions } from "./class-scores.ts";
import { confusionMatrixRows } from "./confusion-matrix-rows.ts";
import type { ConfusionMatrixOptions } from "./confusion-matrix-rows.ts";
import { lineSeriesRows } from "./line-series-rows.ts";
import type { Labels, NumberRows, Numbers } from "./plot-input.ts";
import { prCurveRows } from "./pr-curve-rows.ts";
import type { PrCurveOptions } from "./pr-curve-rows.ts";
import { rocCurveRows } from "./roc-curve-rows.ts";

/** What every chart may be given. */
export interface PlotOptions {
  readonly title?: string;
  /** Puts the table into the section `Custom Chart Tables`. Default false. */
  readonly splitTable?: boolean;
}

/** `PlotOptions`, and what parts a table into lines. */
export interface LinePlotOptions extends PlotOptions {
  /** The column whose values part the rows into lines. */
  readonly stroke?: string;
}

/** `PlotOptions`, and the names of lines and axis. */
export interface LineSeriesOptions extends PlotOptions {
  /** A name for each line. Default `line_0`, `line_1`, …. */
  readonly keys?: readonly string[];
  /** The name of the x axis. Default `x`. */
  readonly xname?: string;
}

/** What a preset of your own is given besides its columns. */
export interface PlotTableOptions {
  /** Texts of the preset, as its title. */
  readonly strings?: Readonly<Record<string, string>>;
  /** Puts the table into the section `Custom Chart Tables`. Default false. */
  readonly splitTable?: boolean;
}

/** Makers of charts for `log`. Each throws `UsageError` for inputs that don't fit. */
export interface Plot {
  /** A line through the points of two columns. */
  line(table: Table, x: string, y: string, options?: LinePlotOptions): Chart;
  /** The points of two columns. */
  scatter(table: Table, x: string, y: string, options?: PlotOptions): Chart;
  /** A bar for each row. */
  bar(table: Table, label: string, value: string, options?: PlotOptions): Chart;
  /** How the values of a column are distributed; the page makes the bins. */
  histogram(table: Table, value: string, options?: PlotOptions): Chart;
  /** Several lines, over one list of x or one for each line. */
  lineSeries(xs: Numbers | readonly Numbers[], ys: readonly Numbers[], options?: LineSeriesOptions): Chart;
  /** Precision over recall for each class. `yProbas` has a score per class for each example. */
  prCurve(yTrue: Labels, yProbas: NumberRows, options?: PrCurveOptions): Chart;
  /** True over false positive rate for each class. `yProbas` has a score per class for each example. */
  rocCurve(yTrue: Labels, yProbas: NumberRows, options?: CurveOptions): Chart;
  /** How often each class was taken for each. */
  confusionMatrix(options: ConfusionMatrixOptions): Chart;
  /** A chart by a preset of your own, as `team/my-chart`: its field names to columns of the table. */
  plotTable(
    preset: string,
    table: Table,
    fields: Readonly<Record<string, string>>,
    options?: PlotTableOptions,
  ): Chart;
}

/**
 * Charts that W&B knows, made from tables, lines, or predictions.
 *
 * @example run.log({ pr: plot.prCurve(labels, scores, { labels: ["cat", "dog"] }) });
 */
export const plot: Plot = {
  line: (table, x, y, options = {}) =>
    makeChart("line", options, { ...PLOT_OPTIONS, stroke: "text" }, () => {
      const fields = { x, y, stroke: options.stroke ?? null };
      return ofTable(table, { preset: "wandb/line/v0", fields, strings: titled(options) }, options);
    }),
  scatter: (table, x, y, options = {}) =>
    makeChart("scatter plot", options, PLOT_OPTIONS, () =>
      ofTable(table, { preset: "wandb/scatter/v0", fields: { x, y }, strings: titled(options) }, options),
    ),
  bar: (table, label, value, options = {}) =>
    makeChart("bar chart", options, PLOT_OPTIONS, () =>
      ofTable(table, { preset: "wandb/bar/v0", fields: { label, value }, strings: titled(options) }, options),
    ),
  histogram: (table, value, options = {}) =>
    makeChart("histogram", options, PLOT_OPTIONS, () =>
      ofTable(table, { preset: "wandb/histogram/v0", fields: { value }, strings: titled(options) }, options),
    ),
  lineSeries: (xs, ys, options = {}) =>
    makeChart("line series", options, { ...PLOT_OPTIONS, keys: "texts", xname: "text" }, () => {
      const strings = { ...titled(options), xname: options.xname ?? "x" };
      return ofRows("wandb/lineseries/v0", lineSeriesRows(xs, ys, options.keys), strings, options);
    }),
  prCurve: (yTrue, yProbas, options = {}) =>
    makeChart("precision recall curve", options, { ...CURVE_OPTIONS, interpSize: "any" }, () =>
      ofCurve(prCurveRows(yTrue, yProbas, options), {
        x: ["recall", "Recall"],
        y: ["precision", "Precision"],
        ...options,
        title: options.title ?? "Precision-Recall Curve",
      }),
    ),
  rocCurve: (yTrue, yProbas, options = {}) =>
    makeChart("receiver operating curve", options, CURVE_OPTIONS, () =>
      ofCurve(rocCurveRows(yTrue, yProbas, options), {
        x: ["fpr", "False positive rate"],
        y: ["tpr", "True positive rate"],
        ...options,
        title: options.title ?? "ROC Curve",
      }),
    ),
  confusionMatrix: (options) =>
    readArguments("the confusion matrix", () => {
      const rows = confusionMatrixRows(options);
      const strings = { title: options.title ?? "Confusion Matrix Curve" };
      return ofRows("wandb/confusion_matrix/v1", rows, strings, options);
    }),
  plotTable: (preset, table, fields, options = {}) =>
    makeChart("chart", options, { strings: "any", splitTable: "flag" }, () => {
      const { strings = {}, splitTable } = options;
      checkPreset(preset);
      const spec = {
        preset,
        fields: textMembers("fields", fields),
        strings: textMembers("strings", strings),
      };
      return ofTable(table, spec, splitTable === undefined ? {} : { splitTable });
    }),
};

const PLOT_OPTIONS: Readonly<Record<keyof PlotOptions, OptionKind>> = { title: "text", splitTable: "flag" };
const CURVE_OPTIONS: Readonly<Record<keyof CurveOptions, OptionKind>> = {
  ...PLOT_OPTIONS,
  labels: "texts",
  classesToPlot: "any",
};

/** Makes a chart of options of these kinds. Throws `UsageError`. */
function makeChart(
  name: string,
  options: object,
  kinds: Readonly<Record<string, OptionKind>>,
  make: () => Chart,
): Chart {
  return readArguments(`the ${name}`, () => {
    checkMediaOptions(`the ${name}`, options, kinds);
    return make();
  });
}

function checkPreset(preset: unknown): void {
  if (typeof preset === "string" && preset !== "") return;
  throw new UsageError(
    `[core] Failed to make the chart: the preset is "${showValue(preset)}". Give its name, as "team/my-chart".`,
  );
}

/** A copy of texts by name. */
function textMembers(argument: string, members: unknown): Readonly<Record<string, string>> {
  const entries = typeof members === "object" && members !== null ? Object.entries(members) : undefined;
  const bad = entries?.find(([, text]) => typeof text !== "string");
  if (entries !== undefined && !Array.isArray(members) && bad === undefined)
    return Object.fromEntries(entries);
  const place = bad === undefined ? `"${argument}"` : `"${showValue(bad[0])}" of "${argument}"`;
  throw new UsageError(
    `[core] Failed to make the chart: ${place} is "${showValue(bad === undefined ? members : bad[1])}". Give texts by name, as { x: "column" }.`,
  );
}

function titled({ title = "" }: PlotOptions): { title: string } {
  return { title };
}

function ofTable(table: unknown, spec: ChartSpec, { splitTable }: PlotOptions): Chart {
  if (!Table.isInstance(table)) {
    throw new UsageError(
      `[core] Failed to make the chart "${spec.preset}": the table is "${showValue(table)}". Give a new Table({ columns, data }).`,
    );
  }
  const [missing] = Object.values(spec.fields)
    .filter((name) => name !== null && !table.columns.includes(name))
    .map(showValue);
  if (missing !== undefined) {
    throw new UsageError(
      `[core] Failed to make the chart "${spec.preset}": the table has no column "${missing}". Give one of "${table.columns.join('", "')}".`,
    );
  }
  return new Chart({ table, spec, splitTable });
}

/** A chart whose fields are called as the columns. */
function ofRows(
  preset: string,
  { columns, rows }: ChartRows,
  strings: ChartSpec["strings"],
  { splitTable }: { readonly splitTable?: boolean },
): Chart {
  const fields = Object.fromEntries(columns.map((name) => [name, name]));
  return new Chart({
    table: new Table({ columns, data: rows }),
    spec: { preset, fields, strings },
    splitTable,
  });
}

interface Curve extends PlotOptions {
  readonly title: string;
  /** Column and title of the axis. */
  readonly x: readonly [string, string];
  readonly y: readonly [string, string];
}

function ofCurve({ columns, rows }: ChartRows, { x, y, title, splitTable }: Curve): Chart {
  const fields = { x: x[0], y: y[0], class: "class" };
  const strings = { title, "x-axis-title": x[1], "y-axis-title": y[1] };
  const spec = { preset: "wandb/area-under-curve/v0", fields, strings };
  return new Chart({ table: new Table({ columns, data: rows }), spec, splitTable });
}
