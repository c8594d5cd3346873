import type { ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import { formatDelta } from "../../lib/format-delta.ts";
import { formatValue } from "../../lib/format-value.ts";
import { useValue } from "../../lib/use-value.ts";
import { colorValue } from "./color-value.ts";
import { hoveredRun } from "./hover.ts";
import { tableRows } from "./table-rows.ts";
import type { PreparedLine } from "./prepare-line.ts";

export interface PanelTableProps {
  readonly title: string;
  readonly lines: readonly PreparedLine[];
  /** The step that the pointer is at; the last point without one. */
  readonly x?: { readonly at: number; readonly text: string } | undefined;
}

/** The numbers of a chart, at the pointer or at the end of its lines: what a reader who can't see the lines needs. */
export function PanelTable({ title, lines, x }: PanelTableProps): ReactNode {
  const hovered = useValue(hoveredRun);
  const rows = tableRows(lines, x?.at);
  const smoothed = rows.some((row) => row.smoothed !== undefined);
  const compared = rows.some((row) => row.delta !== undefined);
  return (
    <div className="panel-table" role="region" aria-label={`Numbers of ${title}`} tabIndex={0}>
      <table className="table" aria-label={`Numbers of ${title}`}>
        <thead>
          <tr>
            <th>run</th>
            <th className="num">{x === undefined ? "last" : `at ${x.text}`}</th>
            {smoothed ? <th className="num">smoothed</th> : null}
            <th className="num">min</th>
            <th className="num">max</th>
            {compared ? <th className="num">{"\u0394 to baseline"}</th> : null}
            <th className="num">points</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.line.id}
              data-run={row.line.run}
              aria-selected={row.line.run === hovered}
              onPointerEnter={() => hoveredRun.set(row.line.run)}
              onPointerLeave={() => hoveredRun.set(undefined)}
            >
              <td>
                <span
                  className={row.line.dashed || row.line.baseline === true ? "sw dash" : "sw"}
                  style={{ "--c": colorValue(row.line.color) }}
                />{" "}
                {row.line.label}
                {row.line.baseline === true ? <span className="dim"> baseline</span> : null}
              </td>
              <td className="num" title={row.value?.toString()}>
                {row.value === undefined ? "\u2013" : formatValue(row.value)}
              </td>
              {smoothed ? (
                <td className="num" title={row.smoothed?.toString()}>
                  {row.smoothed === undefined ? "" : formatValue(row.smoothed)}
                </td>
              ) : null}
              <td className="num" title={String(row.min)}>
                {formatValue(row.min)}
              </td>
              <td className="num" title={String(row.max)}>
                {formatValue(row.max)}
              </td>
              {compared ? (
                <td className="num" title={row.delta && String(row.delta.value - row.delta.base)}>
                  {row.delta === undefined ? "" : formatDelta(row.delta.value, row.delta.base)}
                </td>
              ) : null}
              <td className="num">{formatCount(row.line.data.stored)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
