import { plot } from "../src/plots/plot.js";
/** The chart of a tag, made as a JavaScript user would make it; undefined for other tags. */
export function decodePlot(tagged, decode) {
  if (tagged.$ !== "plot") return undefined;
  const { $: _, kind, ...given } = tagged;
  const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, decode(value)]));
  const make = MAKERS[String(kind)];
  if (make === undefined) throw new Error(`No chart "${String(kind)}" here.`);
  return make(values);
}
const MAKERS = {
  line: ({ table, x, y, ...options }) => plot.line(table, x, y, options),
  scatter: ({ table, x, y, ...options }) => plot.scatter(table, x, y, options),
  bar: ({ table, label, value, ...options }) => plot.bar(table, label, value, options),
  histogram: ({ table, value, ...options }) => plot.histogram(table, value, options),
  line_series: ({ xs, ys, ...options }) => plot.lineSeries(xs, ys, options),
  pr_curve: ({ yTrue, yProbas, ...options }) => plot.prCurve(yTrue, yProbas, options),
  roc_curve: ({ yTrue, yProbas, ...options }) => plot.rocCurve(yTrue, yProbas, options),
  confusion_matrix: (options) => plot.confusionMatrix(options),
  plot_table: ({ spec, table, fields, strings }) =>
    plot.plotTable(spec, table, fields, {
      strings: strings,
    }),
};
//# sourceMappingURL=conformance-plots.js.map
