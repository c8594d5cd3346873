import { useState, type PointerEvent, type ReactNode } from "react";
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
  readonly sort: TableSort | undefined;
  readonly onSort: (sort: TableSort | undefined) => void;
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
  sort,
  onSort,
  urlOf,
  otherMedia,
}: TableGridProps): ReactNode {
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const columns = table.columns.flatMap((name, at) => (hidden.has(name) ? [] : [{ name, at }]));
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
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map(({ name, at }) => {
              const isSorted = sort?.column === at;
              const order = isSorted ? (sort.descending ? "descending" : "ascending") : undefined;
              const width = widths.get(at);
              return (
                <th
                  key={at}
                  className={ranges[at] === undefined ? "" : "num"}
                  aria-sort={order}
                  style={width === undefined ? undefined : { width, minWidth: width, maxWidth: width }}
                >
                  <button type="button" title={`Sort by ${name}`} onClick={() => onSort(nextSort(sort, at))}>
                    <span className="ell">{name}</span>
                    {isSorted ? <Icon name={sort.descending ? "down" : "up"} /> : null}
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
      </table>
    </div>
  );
}

/** Up, down, and back to the order of the table. */
function nextSort(sort: TableSort | undefined, column: number): TableSort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}
