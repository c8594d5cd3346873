import { useRef, type CSSProperties, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import type { ColumnLook, NumberLook } from "./column-looks.ts";
import type { TableColumn } from "./table-column.ts";

export interface HeadCellProps {
  readonly column: TableColumn;
  /** From 3: the box and the name come before. */
  readonly place: number;
  readonly isPinned: boolean;
  /** Where it stands. */
  readonly style: CSSProperties;
  readonly look: ColumnLook;
  readonly width: number;
  /** Its place in the order, from 1, where it sorts. */
  readonly sorted: { readonly descending: boolean; readonly place: number; readonly of: number } | undefined;
  /** Another column sorts already, after which this one can. */
  readonly isThenSort: boolean;
  readonly onSort: (isMore: boolean) => void;
  readonly onLook: (change: Partial<ColumnLook>) => void;
  readonly onFit: () => void;
  readonly onHide: () => void;
  readonly onMove: (before: string) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onFilter: () => void;
  readonly onGroup: () => void;
}

const dragType = "application/x-stepwell-column";

/** The head of a column: sorts, moves, sizes, and has a menu for the rest. */
export function HeadCell(props: HeadCellProps): ReactNode {
  const { column, look, sorted, onSort, onMove } = props;
  const { title, prefix, take, name, kind } = column;
  const says = `${prefix}${title}${take === "" ? "" : `, ${take}`}`;
  return (
    <div
      className={props.isPinned ? "grid-cell head-cell pinned" : "grid-cell head-cell"}
      role="columnheader"
      aria-colindex={props.place}
      aria-sort={sorted === undefined ? "none" : sorted.descending ? "descending" : "ascending"}
      style={{ ...props.style, width: props.width }}
      data-column={name}
      data-kind={kind}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        const moved = event.dataTransfer.getData(dragType);
        if (moved !== "" && moved !== name) onMove(moved);
      }}
    >
      <button
        type="button"
        className="head-title"
        title={`${says}. Click sorts, Shift click sorts by it as well, drag moves.`}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, name);
          event.dataTransfer.effectAllowed = "move";
        }}
        disabled={kind === "spark"}
        onClick={(event) => onSort(event.shiftKey)}
      >
        <span className="ell">
          {prefix === "" ? null : <span className="dim">{prefix}</span>}
          {title}
        </span>
        {take === "" ? null : <span className="dim">{take}</span>}
        {sorted === undefined ? null : (
          <>
            <Icon name={sorted.descending ? "down" : "up"} />
            {sorted.of > 1 ? <span className="dim">{sorted.place}</span> : null}
          </>
        )}
      </button>
      <HeadMenu {...props} says={says} />
      <ResizeEdge {...props} says={says} width={look.width ?? props.width} />
    </div>
  );
}

function HeadMenu(props: HeadCellProps & { readonly says: string }): ReactNode {
  const { column, look, says, onLook, onHide, onStep, onFilter, onGroup, onSort } = props;
  const isNumber = column.kind === "number";
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="head-menu" aria-label={`Column ${says}`} title="More">
          <Icon name="more" />
        </button>
      }
    >
      {column.kind === "spark" ? null : (
        <MenuItem icon="sort" onSelect={() => onSort(false)}>
          Sort by it
        </MenuItem>
      )}
      {column.kind === "spark" || !props.isThenSort ? null : (
        <MenuItem icon="sort" onSelect={() => onSort(true)}>
          Then sort by it
        </MenuItem>
      )}
      <MenuItem icon="pin" onSelect={() => onLook({ isPinned: look.isPinned !== true })}>
        {look.isPinned === true ? "Unpin" : "Pin to the left"}
      </MenuItem>
      <MenuItem icon="left" onSelect={() => onStep(-1)}>
        Move left
      </MenuItem>
      <MenuItem icon="right" onSelect={() => onStep(1)}>
        Move right
      </MenuItem>
      {column.path === "" ? null : (
        <>
          <MenuItem icon="search" onSelect={onFilter}>
            Filter by it
          </MenuItem>
          <MenuItem icon="group" onSelect={onGroup}>
            Group by it
          </MenuItem>
        </>
      )}
      <MenuItem icon="x" onSelect={onHide}>
        Hide
      </MenuItem>
      {isNumber ? (
        <>
          <MenuSeparator />
          <MenuLabel>Show as</MenuLabel>
          <MenuChoice<NumberLook>
            label="Show as"
            value={look.show ?? "number"}
            options={[
              { value: "number", text: "Number" },
              { value: "bar", text: "Bar" },
              { value: "heat", text: "Heat" },
            ]}
            onChange={(show) => onLook({ show })}
          />
          <MenuSeparator />
          <MenuItem onSelect={() => onLook({ digits: Math.min(9, (look.digits ?? 4) + 1) })}>
            More digits
          </MenuItem>
          <MenuItem onSelect={() => onLook({ digits: Math.max(0, (look.digits ?? 4) - 1) })}>
            Fewer digits
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}

function ResizeEdge({ width, says, onLook, onFit }: HeadCellProps & { readonly says: string }): ReactNode {
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const size = (next: number): void => onLook({ width: Math.round(Math.min(800, Math.max(48, next))) });
  return (
    <span
      className="head-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${says}`}
      aria-valuenow={Math.round(width)}
      aria-valuemin={48}
      aria-valuemax={800}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (start.current !== undefined) size(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onDoubleClick={onFit}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        event.stopPropagation();
        size(width + (event.key === "ArrowRight" ? 8 : -8));
      }}
    />
  );
}
