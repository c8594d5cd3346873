import type { RunRow } from "@stepwell/protocol";
import { cellValue } from "../runs-table/cell-value.ts";
import type { TableColumn } from "../runs-table/table-column.ts";

/** What the chart over the table shows, as the address says it. */
export type PlotChoice =
  | { readonly kind: "off" }
  /** Names of columns; undefined: those it chooses itself. */
  | { readonly kind: "axes"; readonly names: readonly string[] | undefined }
  | {
      readonly kind: "xy";
      /** x, y, colour and size; undefined or "" where nobody chose. */
      readonly names: readonly (string | undefined)[];
    };

/** Axes at most. */
export const mostAxes = 12;
const usualAxes = 8;

/** Reads the parameter `plot`. */
export function readPlot(items: readonly string[] | undefined): PlotChoice {
  const [kind, ...names] = items ?? [];
  if (kind === "off") return { kind };
  if (kind === "xy") return { kind, names: names.map((name) => (name === "-" ? undefined : name)) };
  return { kind: "axes", names: names.length === 0 ? undefined : names.slice(0, mostAxes) };
}

/** Writes it; undefined for what is shown when nobody chose. */
export function writePlot(choice: PlotChoice): readonly string[] | undefined {
  if (choice.kind === "off") return ["off"];
  if (choice.kind === "xy")
    return ["xy", ...choice.names.map((name) => (name === undefined || name === "" ? "-" : name))];
  return choice.names === undefined ? undefined : ["axes", ...choice.names];
}

/** The axes when nobody chose: settings in which the runs differ, then results, the one that colours last. */
export function usualPlotColumns(
  columns: readonly TableColumn[],
  runs: readonly RunRow[],
  colored: TableColumn | undefined,
): readonly TableColumn[] {
  const usable = columns.filter(({ kind, path }) => path !== "" && (kind === "number" || kind === "text"));
  const settings = usable.filter((column) => {
    if (column.isMetric) return false;
    const values = new Set(runs.map((run) => JSON.stringify(cellValue(run, column) ?? null, plain)));
    return values.size > 1 && (column.kind === "number" || values.size <= 12);
  });
  const metrics = usable.filter(({ isMetric, path }) => isMetric && path !== colored?.path);
  const last = colored === undefined ? [] : [colored];
  const room = usualAxes - last.length;
  const few = metrics.slice(0, Math.max(1, room - settings.length));
  return [...settings.slice(0, room - Math.min(few.length, 2)), ...few.slice(0, 2), ...last];
}

function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
