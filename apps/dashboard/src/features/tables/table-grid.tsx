import { useMemo, type ReactNode } from "react";
import { TableCell } from "./table-cell.tsx";
import type { ColumnNumbers } from "./table-columns.ts";
import type { TableContent } from "./table-content.ts";
import { TableHead } from "./table-head.tsx";
import { moveColumn, pinColumn, shownColumns, sizeColumn, type TableLayout } from "./table-layout.ts";
import type { TableSort } from "./table-rows.ts";

/** Where the media of another table are, whose columns are those from a place on. */
export interface OtherMedia {
  readonly from: number;
  readonly urlOf: ((path: string) => string) | undefined;
}

export interface TableGridProps {
  readonly table: TableContent;
  /** Numbers of the rows to show. */
  readonly rows: Uint32Array;
  readonly numbers: readonly (ColumnNumbers | undefined)[];
  readonly layout: TableLayout;
  readonly onLayout: (change: (layout: TableLayout) => TableLayout) => void;
  readonly label: string;
  /** The first decides first. */
  readonly sorts: readonly TableSort[];
  readonly onSorts: (sorts: readonly TableSort[]) => void;
  readonly urlOf: ((path: string) => string) | undefined;
  readonly otherMedia: OtherMedia | undefined;
}

/** The rows of one page under a head that sorts, and whose columns are moved, sized, pinned and hidden. */
export function TableGrid(props: TableGridProps): ReactNode {
  const { table, rows, numbers, layout, onLayout, label, sorts, onSorts, urlOf, otherMedia } = props;
  const columns = useMemo(() => shownColumns(table.columns, layout), [table.columns, layout]);
  const { widths } = layout;
  // Hundreds of cells, drawn again only when others are shown.
  const body = useMemo(
    () => (
      <tbody>
        {[...rows].map((row) => (
          <tr key={row}>
            {columns.map(({ at, left }) => (
              <td
                key={at}
                className={[numbers[at] === undefined ? "" : "num", left === undefined ? "" : "pinned"]
                  .join(" ")
                  .trim()}
                style={widths.has(at) ? { left, maxWidth: widths.get(at) } : undefined}
              >
                <TableCell
                  value={table.rows[row]?.[at] ?? null}
                  range={numbers[at]?.range}
                  format={numbers[at]?.format}
                  urlOf={otherMedia !== undefined && at >= otherMedia.from ? otherMedia.urlOf : urlOf}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    ),
    [table, rows, columns, numbers, widths, urlOf, otherMedia],
  );
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column, index) => {
              const { at, name } = column;
              const place = sorts.findIndex(isOf(at));
              const sort = sorts[place];
              return (
                <TableHead
                  key={at}
                  column={column}
                  isNumber={numbers[at] !== undefined}
                  width={widths.get(at)}
                  sorted={sort && { descending: sort.descending, place: place + 1, of: sorts.length }}
                  onSort={(isMore) => onSorts(nextSorts(isMore ? sorts : sorts.filter(isOf(at)), at))}
                  onWidth={(width) => onLayout((before) => sizeColumn(before, at, width))}
                  onPin={(width) => onLayout((before) => pinColumn(before, at, width))}
                  onHide={() =>
                    onLayout((before) => ({ ...before, hidden: new Set([...before.hidden, name]) }))
                  }
                  onStep={(by) => {
                    const to = columns[index + by];
                    if (to !== undefined) onLayout((before) => moveColumn(before, at, to.at));
                  }}
                  onMove={(moved) => onLayout((before) => moveColumn(before, moved, at))}
                />
              );
            })}
          </tr>
        </thead>
        {body}
      </table>
    </div>
  );
}

/** Up, down, and no longer by it; other columns stay as they are. */
function nextSorts(sorts: readonly TableSort[], column: number): readonly TableSort[] {
  const before = sorts.find(isOf(column));
  if (before === undefined) return [...sorts, { column, descending: false }];
  return sorts.flatMap((sort) =>
    sort !== before ? [sort] : before.descending ? [] : [{ column, descending: true }],
  );
}

function isOf(column: number): (sort: TableSort) => boolean {
  return (sort) => sort.column === column;
}
