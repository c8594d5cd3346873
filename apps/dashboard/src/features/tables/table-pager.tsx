import type { ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { Icon } from "../shell/icon.tsx";

export interface TablePagerProps {
  /** From 0. */
  readonly page: number;
  readonly pageRows: number;
  readonly rows: number;
  readonly onPage: (page: number) => void;
}

/** `rows 1–100 of 936`, and the pages before and after. */
export function TablePager({ page, pageRows, rows, onPage }: TablePagerProps): ReactNode {
  const from = page * pageRows;
  const last = Math.max(0, Math.ceil(rows / pageRows) - 1);
  return (
    <div className="pager">
      <span className="badge" data-testid="table-rows">
        {rows === 0
          ? "no rows"
          : `rows ${groupDigits(from + 1)}\u2013${groupDigits(Math.min(rows, from + pageRows))} of ${groupDigits(rows)}`}
      </span>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Previous rows"
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Next rows"
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      >
        <Icon name="right" />
      </button>
    </div>
  );
}
