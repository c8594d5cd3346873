import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { formatJson } from "../../lib/format-json.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { Icon } from "../shell/icon.tsx";
import { tableContent } from "./table-content.ts";

const pageRows = 20;
const mostBytes = 16 * 1_024 * 1_024;

export interface LoggedTableProps {
  readonly url: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly label: string;
}

/** A logged table, 20 rows at a time. */
export function LoggedTable({ url, size, label }: LoggedTableProps): ReactNode {
  const [page, setPage] = useState(0);
  const tooLarge = size !== undefined && size > mostBytes;
  const query = useQuery({
    queryKey: ["table", url],
    enabled: !tooLarge,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return tableContent(await response.text()) ?? null;
    },
  });
  if (tooLarge) return <p className="dim">This table is too large to show here. Download it.</p>;
  if (query.isError || query.data === null)
    return <p className="warn">Could not read this table. Download it to look at it.</p>;
  if (query.data === undefined) return <p className="dim">…</p>;
  const { columns, rows } = query.data;
  const pages = Math.max(1, Math.ceil(rows.length / pageRows));
  const at = Math.min(page, pages - 1);
  const from = at * pageRows;
  const shown = rows.slice(from, from + pageRows);
  return (
    <>
      <div className="scroll-x" role="region" aria-label={label} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((name, place) => (
                <th key={place} className={typeof rows[0]?.[place] === "number" ? "num" : ""}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, place) => (
              <tr key={from + place}>
                {row.map((value, column) => (
                  <td key={column} className={typeof value === "number" ? "num" : ""}>
                    {value === null ? "" : formatJson(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="pager">
        <span className="badge">
          {rows.length === 0
            ? "no rows"
            : `rows ${groupDigits(from + 1)}\u2013${groupDigits(from + shown.length)} of ${groupDigits(rows.length)}`}
        </span>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Previous rows"
          disabled={at === 0}
          onClick={() => setPage(at - 1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Next rows"
          disabled={at >= pages - 1}
          onClick={() => setPage(at + 1)}
        >
          <Icon name="right" />
        </button>
      </div>
    </>
  );
}
