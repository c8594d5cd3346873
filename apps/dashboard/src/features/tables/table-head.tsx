import { useRef, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { MenuItem } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import { fittingWidth } from "./fitting-width.ts";
import type { ShownColumn } from "./table-layout.ts";

export interface TableHeadProps {
  readonly column: ShownColumn;
  readonly isNumber: boolean;
  readonly width: number | undefined;
  /** Its place in the order, from 1, where it sorts. */
  readonly sorted: { readonly descending: boolean; readonly place: number; readonly of: number } | undefined;
  readonly onSort: (isMore: boolean) => void;
  /** Of the widths that a pointer or a key chose. */
  readonly onWidth: (width: number) => void;
  /** Told how wide the column is now. */
  readonly onPin: (width: number) => void;
  readonly onHide: () => void;
  readonly onStep: (by: 1 | -1) => void;
  /** Another column is dropped on it. */
  readonly onMove: (moved: number) => void;
}

const dragType = "application/x-stepwell-table-column";

/** The head of a logged table's column: sorts, moves, sizes, and has a menu for the rest. */
export function TableHead(props: TableHeadProps): ReactNode {
  const { column, isNumber, width, sorted, onSort, onMove } = props;
  const { name, at, left } = column;
  const head = useRef<HTMLTableCellElement>(null);
  return (
    <th
      ref={head}
      className={[isNumber ? "num" : "", left === undefined ? "" : "pinned"].join(" ").trim()}
      aria-sort={sorted && (sorted.descending ? "descending" : "ascending")}
      style={{ left, ...(width === undefined ? {} : { width, minWidth: width, maxWidth: width }) }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
      }}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(dragType);
        if (moved === "") return;
        event.preventDefault();
        onMove(Number(moved));
      }}
    >
      <button
        type="button"
        className="sorts"
        title={`Sort by ${name}`}
        aria-description="With Shift as well as by the columns before"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, String(at));
          event.dataTransfer.effectAllowed = "move";
        }}
        onClick={({ shiftKey }) => onSort(shiftKey)}
      >
        <span className="ell">{name}</span>
        {sorted === undefined ? null : <Icon name={sorted.descending ? "down" : "up"} />}
        {sorted === undefined || sorted.of < 2 ? null : <span className="dim">{sorted.place}</span>}
      </button>
      <HeadMenu {...props} widthNow={() => head.current?.offsetWidth ?? 0} />
      <Edge {...props} widthNow={() => head.current?.offsetWidth ?? 0} />
    </th>
  );
}

interface PartProps extends TableHeadProps {
  readonly widthNow: () => number;
}

function HeadMenu({ column, sorted, onSort, onPin, onHide, onStep, widthNow }: PartProps): ReactNode {
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="head-more" aria-label={`Column ${column.name}`} title="More">
          <Icon name="more" />
        </button>
      }
    >
      <MenuItem icon="sort" onSelect={() => onSort(false)}>
        {sorted === undefined ? "Sort by it" : sorted.descending ? "No longer sort by it" : "Sort downwards"}
      </MenuItem>
      <MenuItem icon="sort" shortcut="Shift click" onSelect={() => onSort(true)}>
        Then sort by it
      </MenuItem>
      <MenuItem icon="pin" onSelect={() => onPin(widthNow())}>
        {column.left === undefined ? "Pin to the left" : "Unpin"}
      </MenuItem>
      <MenuItem icon="left" onSelect={() => onStep(-1)}>
        Move left
      </MenuItem>
      <MenuItem icon="right" onSelect={() => onStep(1)}>
        Move right
      </MenuItem>
      <MenuItem icon="x" onSelect={onHide}>
        Hide
      </MenuItem>
    </Menu>
  );
}

function Edge({ column, width, onWidth, widthNow }: PartProps): ReactNode {
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  return (
    <span
      className="edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.name}`}
      aria-valuenow={width ?? 0}
      aria-valuemin={48}
      aria-valuemax={800}
      title="Drag to size, double click to fit"
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: widthNow() };
      }}
      onPointerMove={(event) => {
        const { current } = start;
        if (current !== undefined) onWidth(current.width + event.clientX - current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onDoubleClick={(event) => {
        const head = event.currentTarget.closest("th");
        if (head !== null) onWidth(fittingWidth(head));
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -8, ArrowRight: 8 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onWidth(widthNow() + by);
      }}
    />
  );
}
