import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import type { ChartTable } from "./chart-model.ts";
import { TableChart } from "./table-chart.tsx";

type Cell = string | number | null;

interface Preset {
  readonly preset: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  /** A row of a table of `size` rows. */
  readonly row: (at: number, size: number) => readonly Cell[];
  /** A row without any number that can be drawn. */
  readonly none: readonly Cell[];
}

const long = "a name of eighty characters that nobody would type but that comes out of scripts";

const presets: Readonly<Record<string, Preset>> = {
  Line: {
    preset: "line/v0",
    fields: { x: "x", y: "y", stroke: "kind" },
    columns: ["x", "y", "kind"],
    row: (at) => [at, Math.sin(at / 5) + (at % 2), at % 2 === 0 ? "train" : "val"],
    none: [Number.NaN, 1, "train"],
  },
  Scatter: {
    preset: "scatter/v0",
    fields: { x: "x", y: "y" },
    columns: ["x", "y"],
    row: (at) => [(at * 7) % 31, ((at * 13) % 29) * 1e-9],
    none: [1, Number.NaN],
  },
  Bar: {
    preset: "bar/v0",
    fields: { label: "name", value: "value" },
    columns: ["name", "value"],
    row: (at) => [["sky", "water", "vessel", "quay"][at % 4] as string, (at % 4) * 12.4 - 8],
    none: ["sky", null],
  },
  Histogram: {
    preset: "histogram/v0",
    fields: { value: "v" },
    columns: ["v"],
    row: (at) => [((at * 7_919) % 101) / 10],
    none: [null],
  },
  "Line series": {
    preset: "lineseries/v0",
    fields: { step: "step", lineKey: "lineKey", lineVal: "lineVal" },
    columns: ["step", "lineKey", "lineVal"],
    row: (at) => [at >> 1, at % 2 === 0 ? "train" : "val", 1 / (1 + (at >> 1)) + (at % 2) * 0.2],
    none: [1, "train", Number.NaN],
  },
  "ROC curve": {
    preset: "area-under-curve/v0",
    fields: { x: "fpr", y: "tpr", class: "class" },
    columns: ["class", "fpr", "tpr"],
    row: (at, size) => {
      const share = (at >> 1) / Math.max(1, (size >> 1) - 1);
      return [at % 2 === 0 ? "vessel" : "quay", share, share ** (at % 2 === 0 ? 0.3 : 0.6)];
    },
    none: ["vessel", Number.NaN, 1],
  },
  "Confusion matrix": {
    preset: "confusion_matrix/v1",
    fields: { Actual: "Actual", Predicted: "Predicted", nPredictions: "nPredictions" },
    columns: ["Actual", "Predicted", "nPredictions"],
    row: (at) => {
      const names = ["sky", "water", "vessel", "quay"];
      const [from, to] = [(at >> 2) % 4, at % 4];
      return [names[from] as string, names[to] as string, from === to ? 50 + at : (at * 5) % 12];
    },
    none: ["sky", "water", Number.NaN],
  },
};

function state(
  name: string,
  { preset, fields, columns }: Preset,
  rows: readonly (readonly Cell[])[],
): GalleryState {
  const chart = {
    key: "charts/one",
    tableKey: "charts/one_table",
    preset: `wandb/${preset}`,
    fields,
    strings: {},
  };
  const table: ChartTable = { columns, rows };
  return {
    name,
    width: 420,
    height: 360,
    render: () => (
      <article className="panel cc" aria-label={name}>
        <TableChart chart={chart} table={table} />
      </article>
    ),
  };
}

/** Charts of logged tables, each in its states. */
export const entries: readonly GalleryEntry[] = Object.entries(presets).map(([name, preset]) => {
  const size = name === "Confusion matrix" ? 16 : name === "Bar" ? 4 : 60;
  const rows = (count: number): (readonly Cell[])[] =>
    Array.from({ length: count }, (_, at) => preset.row(at, count));
  const named = rows(size).map((row) =>
    row.map((cell) => (typeof cell === "string" ? `${cell} is ${long}` : cell)),
  );
  return {
    name: `${name} of a table`,
    states: [
      state("normal", preset, rows(size)),
      state("no rows", preset, []),
      state("one row", preset, rows(1)),
      state("nothing finite", preset, [preset.none, preset.none]),
      state("long names", preset, named),
    ],
  };
});
