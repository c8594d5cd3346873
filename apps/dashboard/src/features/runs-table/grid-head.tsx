import type { ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { cellStyle, firstLoose, type GridColumn } from "./grid-row.tsx";
import { HeadCell } from "./head-cell.tsx";
import { chooseText } from "./read-places.ts";
import type { ColumnActions } from "./use-column-actions.ts";

export interface GridHeadProps {
  readonly columns: readonly GridColumn[];
  readonly before: number;
  readonly width: number;
  readonly total: number;
  readonly actions: ColumnActions;
  readonly checked: boolean | "mixed";
  readonly onCheckAll: () => void;
}

/** The row of heads, which stays in sight. */
export function GridHead(props: GridHeadProps): ReactNode {
  const { columns, before, width, total, actions, checked, onCheckAll } = props;
  return (
    <div className="grid-head" role="rowgroup" style={{ width }}>
      <div className="grid-row head" role="row" aria-rowindex={1} style={{ width }}>
        <div className="grid-cell box" role="columnheader" aria-colindex={1}>
          <input
            type="checkbox"
            aria-label={chooseText(total)}
            title={chooseText(total)}
            ref={(box) => {
              if (box !== null) box.indeterminate = checked === "mixed";
            }}
            checked={checked === true}
            onChange={onCheckAll}
          />
        </div>
        <div
          className="grid-cell name"
          role="columnheader"
          aria-colindex={2}
          aria-sort={sortOf(actions.sortedOf("name"))}
        >
          <button
            type="button"
            className="head-title"
            title="Sort by name"
            onClick={(event) => actions.sort("name", { isMore: event.shiftKey })}
          >
            run <span className="dim">{groupDigits(total)}</span>
          </button>
        </div>
        {columns.map((place, index) => {
          const { column } = place;
          const style = cellStyle(place, index === firstLoose(columns) ? before : 0);
          return (
            <HeadCell
              key={column.name}
              column={column}
              place={place.place}
              isPinned={place.left !== undefined}
              style={style}
              look={actions.lookOf(column)}
              width={place.width}
              sorted={actions.sortedOf(column.name)}
              isThenSort={actions.isSortedBeside(column.name)}
              onSort={(isMore) => actions.sort(column.name, { isMore })}
              onLook={(change) => actions.look(column, change)}
              onFit={() => actions.fit(column)}
              onHide={() => actions.hide(column.name)}
              onMove={(moved) => actions.move(moved, column.name)}
              onStep={(by) => actions.step(column.name, by)}
              onFilter={() => actions.filterBy(column)}
              onGroup={() => actions.groupBy(column)}
            />
          );
        })}
      </div>
    </div>
  );
}

function sortOf(sorted: { readonly descending: boolean } | undefined): "none" | "ascending" | "descending" {
  return sorted === undefined ? "none" : sorted.descending ? "descending" : "ascending";
}
