import type { ChartView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { BarChart, BinChart } from "./bar-chart.tsx";
import { chartModel, type ChartModel, type ChartTable } from "./chart-model.ts";
import "./custom-chart.css";
import { MatrixChart } from "./matrix-chart.tsx";
import { XyChart } from "./xy-chart.tsx";

export interface TableChartProps {
  readonly chart: ChartView;
  readonly table: ChartTable;
}

/** A chart of a logged table, by its preset. */
export function TableChart({ chart, table }: TableChartProps): ReactNode {
  const model = useMemo(() => chartModel(chart, table), [chart, table]);
  const label = chart.strings["title"] || chart.key;
  if (model === undefined)
    return (
      <p className="dim">
        The preset {chart.preset.slice(0, 60)} is not drawn here. Its numbers are in the table{" "}
        {chart.tableKey}.
      </p>
    );
  if (table.rows.length === 0) return <p className="dim">The table of this chart has no rows.</p>;
  if (isBlank(model))
    return <p className="dim">{`No row of ${chart.tableKey} has values that can be drawn.`}</p>;
  if (model.kind === "xy")
    return (
      <XyChart
        model={model}
        label={label}
        x={chart.strings["x-axis-title"] || chart.strings["xname"] || model.x}
        y={chart.strings["y-axis-title"] || model.y}
      />
    );
  if (model.kind === "bars") return <BarChart model={model} label={label} />;
  if (model.kind === "bins") return <BinChart model={model} label={label} />;
  return <MatrixChart model={model} label={label} />;
}

function isBlank(model: ChartModel): boolean {
  if (model.kind === "xy") return model.series.length === 0;
  if (model.kind === "bars") return model.bars.length === 0;
  return model.kind === "bins" && model.counts.length === 0;
}
