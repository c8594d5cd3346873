import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { useNow } from "../../lib/use-now.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { RunContextMenu } from "../runs/run-context-menu.tsx";
import { useRowHeight } from "../shell/use-row-height.ts";
import { GridHead } from "./grid-head.tsx";
import { GridRow, type GridColumn, type GridRowProps } from "./grid-row.tsx";
import { GroupLine } from "./group-line.tsx";
import type { Selection } from "./selection.ts";
import type { ManyChoice } from "./use-many-choice.ts";
import type { ColumnActions } from "./use-column-actions.ts";
import type { RowActions } from "./use-row-actions.ts";
import type { RunsGrid } from "./use-runs-grid.ts";

export interface RunsGridViewProps {
  readonly grid: RunsGrid;
  readonly columns: readonly GridColumn[];
  readonly actions: ColumnActions;
  readonly selection: Selection;
  /** Id of the run that keys are about. */
  readonly active: string | undefined;
  /** Which run has the focus, which ones are kept on top, which one is the baseline. */
  readonly view: Pick<ViewState, "focus" | "pins" | "baseline">;
  readonly rowActions: RowActions;
  /** Place of the row that must be in sight; a new object scrolls there. */
  readonly goTo: { readonly index: number } | undefined;
  readonly onCheck: GridRowProps["onCheck"];
  readonly many: ManyChoice;
  readonly onActive: GridRowProps["onActive"];
  readonly onEdit: GridRowProps["onEdit"];
}

/** Width of the box and of the name before the columns, CSS pixels. */
const boxWidth = 40;
const nameWidth = { wide: 230, small: 168 };

/** CSS pixels, as in the style sheet. */
const barRoom = 72;

/** The rows and columns in sight of a table of any length and width. */
export function RunsGridView(props: RunsGridViewProps): ReactNode {
  const { grid, columns, actions, selection, active, goTo, view, rowActions, many } = props;
  const { items, table } = grid;
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller);
  const isSmall = (size?.width ?? 1_000) < 640;
  const lead = boxWidth + (isSmall ? nameWidth.small : nameWidth.wide);
  const rowHeight = useRowHeight();
  const now = useNow(10_000);
  const pinned = useMemo(() => {
    let left = lead;
    return columns
      .filter((column) => column.left !== undefined && !isSmall)
      .map((column) => {
        left += column.width;
        return { ...column, left: left - column.width };
      });
  }, [columns, lead, isSmall]);
  const loose = useMemo(
    () =>
      columns
        .filter((column) => column.left === undefined || isSmall)
        .map((column) => ({ ...column, left: undefined })),
    [columns, isSmall],
  );
  const pinnedWidth = pinned.reduce((sum, { width }) => sum + width, lead);
  const rows = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // The bar of what is chosen lies over the last rows.
    scrollPaddingEnd: selection.size === 0 ? 0 : barRoom,
    overscan: 8,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: loose.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => loose[index]?.width ?? 100,
    paddingStart: pinnedWidth,
    overscan: 3,
  });
  useEffect(() => across.measure(), [across, loose, pinnedWidth]);
  useEffect(() => rows.measure(), [rows, rowHeight]);
  useEffect(() => {
    if (goTo !== undefined) rows.scrollToIndex(goTo.index, { align: "auto" });
  }, [rows, goTo]);

  const shownRows = rows.getVirtualItems();
  const places = shownRows
    .map(({ index }) => items.at(index))
    .flatMap((item) => (item.kind === "run" ? [item.place] : []));
  const [first, last] = [places[0], places.at(-1)];
  const { show } = table;
  useEffect(() => {
    if (first !== undefined && last !== undefined) show(first, last);
  }, [show, first, last]);

  const shownColumns = across.getVirtualItems();
  const from = shownColumns[0]?.index ?? 0;
  const to = shownColumns.at(-1)?.index ?? -1;
  const before = (shownColumns[0]?.start ?? pinnedWidth) - pinnedWidth;
  const cells = useMemo(() => [...pinned, ...loose.slice(from, to + 1)], [pinned, loose, from, to]);
  const width = Math.max(across.getTotalSize(), size?.width ?? 0);
  const total = table.total ?? 0;

  const body = (
    <div
      className="runs-grid"
      ref={scroller}
      role="grid"
      aria-label="Runs"
      aria-multiselectable
      aria-rowcount={items.count + 1}
      aria-colcount={columns.length + 2}
      aria-busy={table.isFetching}
      data-former={table.isFormer}
      tabIndex={0}
      style={{ "--lead": `${lead - boxWidth}px` }}
    >
      <GridHead
        columns={cells}
        before={before}
        width={width}
        total={total}
        actions={actions}
        checked={many.isChosen({ first: 0, last: total - 1 }) || (selection.size === 0 ? false : "mixed")}
        onCheckAll={() => many.toggle({ first: 0, last: total - 1 })}
      />
      <div className="grid-body" role="rowgroup" style={{ height: rows.getTotalSize(), width }}>
        {shownRows.map(({ index, start }) => {
          const item = items.at(index);
          if (item.kind === "group") {
            return (
              <GroupLine
                key={item.node.id}
                grid={grid}
                node={item.node}
                at={index + 2}
                top={start}
                width={width}
                columns={cells}
                before={before}
                checked={many.isChosen(item.node.places)}
                onCheck={({ places }) => many.toggle(places)}
              />
            );
          }
          const run = table.row(item.place);
          if (run === undefined) {
            return (
              <div
                key={index}
                className="grid-row waiting"
                role="row"
                aria-rowindex={index + 2}
                style={{ width, transform: `translateY(${start}px)` }}
              >
                <div className="grid-cell name" role="gridcell">
                  <span className="dim">{groupDigits(item.place + 1)}</span>
                </div>
              </div>
            );
          }
          return (
            <GridRow
              key={run.id}
              run={run}
              at={index + 2}
              level={item.level}
              top={start}
              width={width}
              columns={cells}
              before={before}
              isSelected={selection.has(run.id)}
              isActive={active === run.id}
              isFocused={view.focus === run.id}
              isPinned={view.pins.includes(run.id)}
              isBaseline={view.baseline === run.id}
              now={now}
              onCheck={props.onCheck}
              onActive={props.onActive}
              onEdit={props.onEdit}
            />
          );
        })}
      </div>
    </div>
  );
  return (
    <RunContextMenu
      target={body}
      runOf={(id) => table.loaded().find(({ row }) => row.id === id)?.row}
      actions={rowActions}
    />
  );
}
