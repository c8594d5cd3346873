import type { RunRow } from "@stepwell/protocol";
import type { ReactNode } from "react";
import type { GalleryEntry } from "../gallery/gallery-entry.ts";
import type { TableColumn } from "../runs-table/table-column.ts";
import type { Brushes } from "./brushes.ts";
import { strongColor } from "./color-scale.ts";
import "./parallel.css";
import { ParallelPlot } from "./parallel-plot.tsx";
import { plotAxis } from "./plot-axis.ts";
import { ScatterPlot } from "./scatter-plot.tsx";

const columns = [column("optimizer"), column("lr"), column("depth"), column("loss"), column("miou")];
const optimizers = ["sgd", "lion", "adamw"];
const nothing = (): void => undefined;
const brush: Brushes = new Map([["lr", [[0.4, 0.8]]]]);
const size = { width: 900, height: 240 };

/** Charts over the table of runs, in their states. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "parallel",
    states: [
      { name: "24 runs", ...size, render: () => lines(runs(24)) },
      { name: "brushed", ...size, render: () => lines(runs(24), { brushes: brush }) },
      { name: "hovered", ...size, render: () => lines(runs(24), { hovered: 7 }) },
      { name: "1,000 runs", ...size, render: () => lines(runs(1_000)) },
      { name: "one run", ...size, render: () => lines(runs(1)) },
      { name: "no value is finite", ...size, render: () => lines(broken()) },
    ],
  },
  {
    name: "scatter",
    states: [
      { name: "24 runs", ...size, render: () => points(runs(24)) },
      { name: "hovered", ...size, render: () => points(runs(24), 7) },
      { name: "1,000 runs", ...size, render: () => points(runs(1_000)) },
      { name: "one run", ...size, render: () => points(runs(1)) },
      { name: "no value is finite", ...size, render: () => points(broken()) },
    ],
  },
];

function lines(
  all: readonly RunRow[],
  { brushes = new Map(), hovered }: { readonly brushes?: Brushes; readonly hovered?: number } = {},
): ReactNode {
  const axes = columns.map((one) => plotAxis(one, all));
  const order = all.map((_, at) => at);
  return (
    <div className="plot-body panel">
      <ParallelPlot
        axes={axes}
        runs={all.length}
        colorOf={(run) => strongColor(run / all.length)}
        order={order}
        strong={order.slice(-1)}
        hovered={hovered}
        brushes={brushes}
        onBrush={nothing}
        onHover={nothing}
        onPick={nothing}
        onMove={nothing}
        onRemove={nothing}
      />
    </div>
  );
}

function points(all: readonly RunRow[], hovered?: number): ReactNode {
  const order = all.map((_, at) => at);
  return (
    <div className="plot-body panel">
      <ScatterPlot
        x={plotAxis(columns[1] as TableColumn, all, 8)}
        y={plotAxis(columns[4] as TableColumn, all)}
        size={plotAxis(columns[3] as TableColumn, all)}
        runs={all.length}
        colorOf={(run) => strongColor(run / all.length)}
        order={order}
        strong={order.slice(-1)}
        hovered={hovered}
        onHover={nothing}
        onPick={nothing}
      />
    </div>
  );
}

function runs(count: number): RunRow[] {
  return Array.from({ length: count }, (_, at) => {
    const share = (at * 0.618) % 1;
    return row(at, {
      optimizer: optimizers[at % 3] as string,
      lr: 10 ** (-4 + 2.5 * share),
      depth: 2 + (at % 5),
      loss: 0.2 + 0.5 * ((at * 0.37) % 1),
      miou: 0.85 - 0.4 * Math.abs(share - 0.5) - 0.05 * (at % 3),
    });
  });
}

function broken(): RunRow[] {
  return Array.from({ length: 4 }, (_, at) => row(at, { lr: Number.NaN, loss: Number.POSITIVE_INFINITY }));
}

function row(at: number, columnsOfRun: RunRow["columns"]): RunRow {
  const id = `run-${at}`;
  const texts = { project: "p", name: id, state: "finished", group: "", jobType: "" };
  const times = { createdAt: 0, startedAt: 0, updatedAt: 0, runtime: 0 };
  return { id, ...texts, ...times, color: at % 12, tags: [], columns: columnsOfRun };
}

function column(name: string): TableColumn {
  const isMetric = name === "loss" || name === "miou";
  return {
    name,
    path: name,
    kind: "number",
    title: name,
    prefix: isMetric ? "val/" : "",
    take: "",
    isMetric,
  };
}
