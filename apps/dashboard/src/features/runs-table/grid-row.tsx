import type { RunRow } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import { memo, useState, type CSSProperties, type ReactNode } from "react";
import type { ColumnFormat } from "../../lib/format-column.ts";
import { slotColor } from "../../lib/palette.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { useMayEdit } from "../account/may-edit.ts";
import { hoveredRun } from "../charts/hover.ts";
import { RunColorPopover } from "../runs/run-color-popover.tsx";
import { CutName } from "../shell/cut-name.tsx";
import { Icon } from "../shell/icon.tsx";
import { cellNumber } from "./cell-value.ts";
import type { NumberLook } from "./column-looks.ts";
import { EditCell } from "./edit-cell.tsx";
import { GridCell } from "./grid-cell.tsx";
import type { TableColumn } from "./table-column.ts";

/** A column with its place in the grid. */
export interface GridColumn {
  readonly column: TableColumn;
  /** From 3: the box and the name come before. */
  readonly place: number;
  /** CSS pixels. */
  readonly width: number;
  /** From the left edge, for columns that stay there while the others scroll; undefined for these. */
  readonly left: number | undefined;
  readonly format: ColumnFormat;
  readonly look: NumberLook;
  readonly range: { readonly min: number; readonly max: number } | undefined;
  readonly best: number | undefined;
  /** Range and best value are those of the rows that were read, not of all. */
  readonly isPartial?: boolean;
}

export interface GridRowProps {
  readonly run: RunRow;
  /** From 1; the head is the first row. */
  readonly at: number;
  readonly level: number;
  readonly top: number;
  readonly width: number;
  readonly columns: readonly GridColumn[];
  /** Room of the columns that are out of sight at the left, CSS pixels. */
  readonly before: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** The focus of charts is on it, for as long as nobody lets go. */
  readonly isFocused?: boolean;
  readonly isPinned?: boolean;
  readonly isBaseline?: boolean;
  readonly now: number;
  readonly onCheck: (run: RunRow, isRange: boolean) => void;
  readonly onActive: (run: RunRow) => void;
  readonly onEdit: (
    run: RunRow,
    edit: { readonly name?: string; readonly tags?: readonly string[]; readonly notes?: string },
  ) => void;
}

/** A run of the table. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { run, at, level, top, width, columns, before, isSelected, isActive, now } = props;
  const { isFocused = false, isPinned = false, isBaseline = false } = props;
  const { onCheck, onActive, onEdit } = props;
  const isHovered = useValueOf(hoveredRun, (id) => id === run.id) || isFocused;
  const [isColoring, setColoring] = useState(false);
  const mayEdit = useMayEdit();
  return (
    <div
      className={`grid-row${isSelected ? " checked" : ""}${isHovered ? " hot" : ""}`}
      role="row"
      aria-rowindex={at}
      aria-selected={isSelected}
      data-run={run.id}
      data-active={isActive}
      style={{ width, transform: `translateY(${top}px)` }}
      onPointerEnter={() => hoveredRun.set(run.id)}
      onPointerLeave={() => hoveredRun.set(undefined)}
      onPointerDown={() => onActive(run)}
    >
      <div className="grid-cell box" role="gridcell" aria-colindex={1}>
        <input
          type="checkbox"
          tabIndex={isActive ? 0 : -1}
          aria-label={`Select ${run.name}`}
          checked={isSelected}
          readOnly
          onClick={(event) => onCheck(run, event.shiftKey)}
        />
      </div>
      <div
        className="grid-cell name"
        role="rowheader"
        aria-colindex={2}
        style={{ "--level": level, "--c": slotColor(run.color) } as CSSProperties}
      >
        {mayEdit ? (
          <RunColorPopover run={run} isOpen={isColoring} onClose={() => setColoring(false)}>
            <button
              type="button"
              className="swatch-button"
              data-swatch
              tabIndex={isActive ? 0 : -1}
              aria-label={`Colour of ${run.name}`}
              title="Colour (C)"
              onClick={() => setColoring(true)}
            >
              <span className="sw" />
            </button>
          </RunColorPopover>
        ) : (
          <span className="swatch-button">
            <span className="sw" />
          </span>
        )}
        <EditCell
          label={`Name of ${run.name}`}
          text={run.name}
          isActive={isActive}
          onSave={(name) => onEdit(run, { name })}
        >
          <Link
            to="/p/$project/r/$run"
            params={{ project: run.project, run: run.id }}
            className="cut"
            aria-label={run.name}
            title={run.name}
            tabIndex={isActive ? 0 : -1}
          >
            <CutName name={run.name} />
          </Link>
        </EditCell>
        {isBaseline ? <span className="base">baseline</span> : null}
        {isPinned ? (
          <span className="pinned" title="Kept on top in the workspace">
            <Icon name="pin" />
            <span className="sr">Kept on top in the workspace</span>
          </span>
        ) : null}
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
          <GridCell
            run={run}
            column={place.column}
            format={place.format}
            look={place.look}
            range={place.range}
            isPartial={place.isPartial}
            isBest={place.best !== undefined && cellNumber(run, place.column) === place.best}
            isActive={isActive}
            now={now}
            onEdit={(edit) => onEdit(run, edit)}
          />
        </div>
      ))}
    </div>
  );
});

/** The place of the first column that scrolls. */
export function firstLoose(columns: readonly GridColumn[]): number {
  return columns.findIndex(({ left }) => left === undefined);
}

/** Where a cell stands; `room` is what is left free before it. */
export function cellStyle({ width, left }: GridColumn, room: number): CSSProperties {
  return left === undefined ? { width, marginLeft: room } : { width, left };
}
