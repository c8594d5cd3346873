import { useMemo, useState, type PointerEvent, type ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import type { ColumnFormat } from "../../lib/format-column.ts";
import { TableCell } from "./table-cell.tsx";
import type { NumberRange } from "./table-columns.ts";
import type { TableContent } from "./table-content.ts";
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
  readonly ranges: readonly (NumberRange | undefined)[];
  readonly formats: readonly (ColumnFormat | undefined)[];
  readonly hidden: ReadonlySet<string>;
  readonly label: string;
  /** The first decides first. */
  readonly sorts: readonly TableSort[];
  readonly onSorts: (sorts: readonly TableSort[]) => void;
  readonly urlOf: ((path: string) => string) | undefined;
  readonly otherMedia: OtherMedia | undefined;
}

/** The rows of one page under a head that sorts, and whose edges size the columns. */
export function TableGrid({
  table,
  rows,
  ranges,
  formats,
  hidden,
  label,
  sorts,
  onSorts,
  urlOf,
  otherMedia,
}: TableGridProps): ReactNode {
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const columns = useMemo(
    () => table.columns.flatMap((name, at) => (hidden.has(name) ? [] : [{ name, at }])),
    [table, hidden],
  );
  const drag = (at: number, event: PointerEvent<HTMLSpanElement>): void => {
    const head = event.currentTarget.closest("th");
    if (head === null) return;
    event.preventDefault();
    const grip = event.currentTarget;
    const [from, width] = [event.clientX, head.offsetWidth];
    grip.setPointerCapture(event.pointerId);
    grip.onpointermove = ({ clientX }) =>
      setWidths((before) => new Map(before).set(at, Math.max(48, width + clientX - from)));
    grip.onpointerup = () => {
      grip.onpointermove = null;
    };
  };
  // Hundreds of cells, drawn again only when others are shown.
  const body = useMemo(
    () => (
      <tbody>
        {[...rows].map((row) => (
          <tr key={row}>
            {columns.map(({ at }) => (
              <td
                key={at}
                className={ranges[at] === undefined ? "" : "num"}
                style={widths.has(at) ? { maxWidth: widths.get(at) } : undefined}
              >
                <TableCell
                  value={table.rows[row]?.[at] ?? null}
                  range={ranges[at]}
                  format={formats[at]}
                  urlOf={otherMedia !== undefined && at >= otherMedia.from ? otherMedia.urlOf : urlOf}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    ),
    [table, rows, columns, ranges, formats, widths, urlOf, otherMedia],
  );
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map(({ name, at }) => {
              const place = sorts.findIndex(({ column }) => column === at);
              const sort = sorts[place];
              const order = sort && (sort.descending ? "descending" : "ascending");
              const width = widths.get(at);
              return (
                <th
                  key={at}
                  className={ranges[at] === undefined ? "" : "num"}
                  aria-sort={order}
                  style={width === undefined ? undefined : { width, minWidth: width, maxWidth: width }}
                >
                  <button
                    type="button"
                    title={`Sort by ${name}`}
                    aria-description="With Shift as well as by the columns before"
                    onClick={({ shiftKey }) =>
                      onSorts(nextSorts(shiftKey ? sorts : sorts.filter(isOf(at)), at))
                    }
                  >
                    <span className="ell">{name}</span>
                    {sort === undefined ? null : <Icon name={sort.descending ? "down" : "up"} />}
                    {sort === undefined || sorts.length < 2 ? null : <span className="dim">{place + 1}</span>}
                  </button>
                  <span
                    className="edge"
                    onPointerDown={(event) => drag(at, event)}
                    onDoubleClick={() =>
                      setWidths((before) => new Map([...before].filter(([column]) => column !== at)))
                    }
                  />
                </th>
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
