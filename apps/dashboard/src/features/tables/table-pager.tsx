import { useMemo, type ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Icon, type IconName } from "../shell/icon.tsx";

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
  useShortcuts(
    useMemo(
      () => ({
        "Shift+Home": () => onPage(0),
        "Shift+PageUp": () => onPage(Math.max(0, page - 1)),
        "Shift+PageDown": () => onPage(Math.min(last, page + 1)),
        "Shift+End": () => onPage(last),
      }),
      [page, last, onPage],
    ),
  );
  const button = (label: string, icon: IconName, to: number): ReactNode => (
    <button
      type="button"
      className="btn ghost icon"
      aria-label={label}
      title={`${label} (${keysOf[icon]})`}
      disabled={to === page || to < 0 || to > last}
      onClick={() => onPage(to)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div className="pager">
      <span className="badge" data-testid="table-rows">
        {rows === 0
          ? "no rows"
          : `rows ${groupDigits(from + 1)}\u2013${groupDigits(Math.min(rows, from + pageRows))} of ${groupDigits(rows)}`}
      </span>
      {button("First rows", "first", 0)}
      {button("Previous rows", "left", page - 1)}
      {button("Next rows", "right", page + 1)}
      {button("Last rows", "last", last)}
    </div>
  );
}

const keysOf: Partial<Record<IconName, string>> = {
  first: "Shift Home",
  left: "Shift PageUp",
  right: "Shift PageDown",
  last: "Shift End",
};
