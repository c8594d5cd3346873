import type { ReactNode } from "react";
import { formatInColumn } from "../../lib/format-column.ts";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { deviationOf } from "../runs/group-deviation.ts";
import type { GroupNode } from "../runs/group-tree.ts";
import { groupText } from "../runs/use-run-groups.ts";
import { Icon } from "../shell/icon.tsx";
import { cellStyle, firstLoose, type GridColumn } from "./grid-row.tsx";
import { chooseText } from "./read-places.ts";
import type { RunsGrid } from "./use-runs-grid.ts";

export interface GroupLineProps {
  readonly grid: RunsGrid;
  readonly node: GroupNode;
  /** From 1; the head is the first row. */
  readonly at: number;
  readonly top: number;
  readonly width: number;
  readonly columns: readonly GridColumn[];
  readonly before: number;
  readonly checked: boolean | "mixed";
  readonly onCheck: (node: GroupNode) => void;
}

/** A group of runs: what they share, how many they are, and the mean of each column. */
export function GroupLine(props: GroupLineProps): ReactNode {
  const { grid, node, at, top, width, columns, before, checked, onCheck } = props;
  const field = node.field.replace(/^(?:config|summary)\./, "");
  const value = groupText(node.value);
  const isOpen = !grid.closed.has(node.id);
  return (
    <div
      className="grid-row group"
      role="row"
      aria-rowindex={at}
      aria-expanded={isOpen}
      data-group={node.id}
      style={{ width, transform: `translateY(${top}px)` }}
    >
      <div className="grid-cell box" role="gridcell" aria-colindex={1}>
        <input
          type="checkbox"
          aria-label={`Select the runs with ${field} ${value}`}
          title={chooseText(node.runs)}
          ref={(box) => {
            if (box !== null) box.indeterminate = checked === "mixed";
          }}
          checked={checked === true}
          onChange={() => onCheck(node)}
        />
      </div>
      <div className="grid-cell name" role="rowheader" aria-colindex={2} style={{ "--level": node.level }}>
        <button
          type="button"
          className="group-title"
          aria-expanded={isOpen}
          title={`${node.field} ${value}`}
          onClick={() => grid.toggleGroup(node.id)}
        >
          <Icon name={isOpen ? "down" : "right"} />
          <span className="dim">{field}</span>
          <b className="ell">{formatName(value, 24)}</b>
          <span className="badge">{formatPlural(node.runs, "run")}</span>
        </button>
      </div>
      {columns.map((place, index) => (
        <div
          key={place.column.name}
          className={place.left === undefined ? "grid-cell" : "grid-cell pinned"}
          role="gridcell"
          aria-colindex={place.place}
          data-kind={place.column.kind}
          style={cellStyle(place, index === firstLoose(columns) ? before : 0)}
        >
          <GroupValue grid={grid} node={node} place={place} />
        </div>
      ))}
    </div>
  );
}

function GroupValue({
  grid,
  node,
  place: { column, format },
}: {
  readonly grid: RunsGrid;
  readonly node: GroupNode;
  readonly place: GridColumn;
}): ReactNode {
  const isMeasured = column.kind === "duration" || (column.kind === "number" && column.isMetric);
  if (!isMeasured) return null;
  const mean = grid.meanOf(node, column);
  if (Number.isNaN(mean)) return null;
  const isTime = column.kind === "duration";
  const write = (number: number): string =>
    isTime
      ? formatDuration(number)
      : formatInColumn(number, format.kind === "whole" ? { kind: "own", digits: 4 } : format);
  const deviation = isTime ? undefined : deviationOf(node, grid.table, column.path);
  return (
    <span className="num" title={deviation === undefined ? "mean" : "mean ± standard deviation of a sample"}>
      <b>{write(mean)}</b>
      {deviation === undefined ? null : <span className="dim">{` ± ${write(deviation)}`}</span>}
    </span>
  );
}
