import type { ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import { formatValue } from "../../lib/format-value.ts";
import type { ChartLine } from "./prepare-line.ts";

export interface PanelTableProps {
  readonly title: string;
  readonly lines: readonly Pick<ChartLine, "id" | "label" | "color" | "data">[];
}

/** The numbers of a chart: what a reader who can't see the lines needs. */
export function PanelTable({ title, lines }: PanelTableProps): ReactNode {
  return (
    <div className="panel-table">
      <table className="table" aria-label={`Numbers of ${title}`}>
        <thead>
          <tr>
            <th>run</th>
            <th className="num">last</th>
            <th className="num">min</th>
            <th className="num">max</th>
            <th className="num">points</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, label, color, data }) => (
            <tr key={id}>
              <td>
                <span className="sw" style={{ "--c": `var(${color})` }} /> {label}
              </td>
              <td className="num">
                {formatValue(data.last.findLast((value) => !Number.isNaN(value)) ?? Number.NaN)}
              </td>
              <td className="num">{formatValue(extreme(data.min, Math.min))}</td>
              <td className="num">{formatValue(extreme(data.max, Math.max))}</td>
              <td className="num">{formatCount(data.stored)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function extreme(values: Float64Array, choose: (a: number, b: number) => number): number {
  let best = Number.NaN;
  for (const value of values)
    if (Number.isFinite(value)) best = Number.isNaN(best) ? value : choose(best, value);
  return best;
}
