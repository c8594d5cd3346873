import type { TaggedValue } from "@stepwell/conformance";
import { plot } from "../src/plots/plot.ts";
import type { Chart } from "../src/plots/chart.ts";
import type { ConfusionMatrixOptions } from "../src/plots/confusion-matrix-rows.ts";
import type { Table } from "../src/media/table.ts";

type Given = Readonly<Record<string, unknown>>;

/** The chart of a tag, made as a JavaScript user would make it; undefined for other tags. */
export function decodePlot(tagged: TaggedValue, decode: (value: unknown) => unknown): Chart | undefined {
  if (tagged.$ !== "plot") return undefined;
  const { $: _, kind, ...given } = tagged;
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, decode(value)]));
  const make = MAKERS[String(kind)];
  if (make === undefined) throw new Error(`No chart "${String(kind)}" here.`);
  return make(values);
}

const MAKERS: Readonly<Record<string, (given: Given) => Chart>> = {
  line: ({ table, x, y, ...options }) => plot.line(table as Table, x as string, y as string, options),
  scatter: ({ table, x, y, ...options }) => plot.scatter(table as Table, x as string, y as string, options),
  bar: ({ table, label, value, ...options }) =>
    plot.bar(table as Table, label as string, value as string, options),
  histogram: ({ table, value, ...options }) => plot.histogram(table as Table, value as string, options),
  line_series: ({ xs, ys, ...options }) => plot.lineSeries(xs as number[], ys as number[][], options),
  pr_curve: ({ yTrue, yProbas, ...options }) =>
    plot.prCurve(yTrue as number[], yProbas as number[][], options),
  roc_curve: ({ yTrue, yProbas, ...options }) =>
    plot.rocCurve(yTrue as number[], yProbas as number[][], options),
  confusion_matrix: (options) => plot.confusionMatrix(options as unknown as ConfusionMatrixOptions),
  plot_table: ({ spec, table, fields, strings }) =>
    plot.plotTable(spec as string, table as Table, fields as Record<string, string>, {
      strings: strings as Record<string, string>,
    }),
};
