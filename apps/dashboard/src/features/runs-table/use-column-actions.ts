import { useMemo } from "react";
import { useValue } from "../../lib/use-value.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { openCondition } from "../filter/print-filter.ts";
import { shortKey } from "../filter/short-key.ts";
import { mostSortKeys } from "../runs/sort-path.ts";
import type { SetView } from "../shell/use-view.ts";
import { cellValue } from "./cell-value.ts";
import { columnLooks, lookName, setLook, usualWidth, type ColumnLook } from "./column-looks.ts";
import type { TableColumn } from "./table-column.ts";
import type { RunsGrid } from "./use-runs-grid.ts";

/** A column's part in the order of the rows. */
interface Sorted {
  readonly descending: boolean;
  /** From 1. */
  readonly place: number;
  readonly of: number;
}

/** What heads of columns can do. */
export interface ColumnActions {
  lookOf(column: TableColumn): ColumnLook;
  sortedOf(name: string): Sorted | undefined;
  /** True where another column sorts and this one does not. */
  isSortedBeside(name: string): boolean;
  /** Sorts by a column, or turns its order; `isMore` keeps the columns that were sorted by before. */
  sort(name: string, how: { readonly isMore: boolean }): void;
  look(column: TableColumn, change: Partial<ColumnLook>): void;
  /** Makes a column as wide as what was read of it. */
  fit(column: TableColumn): void;
  hide(name: string): void;
  move(name: string, before: string): void;
  step(name: string, by: 1 | -1): void;
  /** Opens the filter field with the column's key, for the rest to be typed or chosen. */
  filterBy(column: TableColumn): void;
  groupBy(column: TableColumn): void;
}

interface ColumnPorts {
  readonly view: ViewState;
  readonly setView: SetView;
  /** Opens the filter field with the beginning of a condition. */
  readonly openFilter: (text: string) => void;
}

/** What heads of columns do to the address and to the looks of columns. */
export function useColumnActions(grid: RunsGrid, { view, setView, openFilter }: ColumnPorts): ColumnActions {
  const looks = useValue(columnLooks);
  return useMemo(() => {
    const { project, columns, filter } = grid;
    const names = columns.map(({ name }) => name);
    const setNames = (next: readonly string[]): void => setView({ columns: next });
    const lookOf = (column: TableColumn): ColumnLook => looks[lookName(project, column)] ?? {};
    return {
      lookOf,
      sortedOf(name) {
        const at = view.sort.findIndex(({ key }) => key === name);
        const found = view.sort[at];
        return found && { descending: found.descending, place: at + 1, of: view.sort.length };
      },
      isSortedBeside: (name) => view.sort.length > 0 && view.sort.every(({ key }) => key !== name),
      sort(name, { isMore }) {
        setView({ sort: nextSort(view.sort, name, isMore ? "add" : "only") });
      },
      look: (column, change) => setLook(lookName(project, column), change),
      fit(column) {
        const longest = grid.table
          .loaded()
          .slice(0, 1_000)
          .reduce((most, { row }) => Math.max(most, lengthOf(cellValue(row, column))), 0);
        setLook(lookName(project, column), {
          width: Math.min(480, Math.max(usualWidth(column), 28 + longest * 6.6)),
        });
      },
      hide: (name) => setNames(names.filter((other) => other !== name)),
      move: (name, before) => setNames(movedBefore(names, name, before)),
      step(name, by) {
        const at = names.indexOf(name);
        const to = Math.min(names.length - 1, Math.max(0, at + by));
        if (at >= 0) setNames(names.toSpliced(at, 1).toSpliced(to, 0, name));
      },
      filterBy(column) {
        const key = column.isMetric ? column.path : column.name;
        openFilter(openCondition(shortKey(key, filter.keys)));
      },
      groupBy({ path, name, isMetric }) {
        const key = isMetric ? path : name;
        setView({ groups: [...view.groups.filter((group) => group !== key), key].slice(-3) });
      },
    };
  }, [grid, view, setView, openFilter, looks]);
}

/** The order after a click on a head: down first, then up, then none. */
export function nextSort(sort: ViewState["sort"], name: string, how: "add" | "only"): ViewState["sort"] {
  const at = sort.findIndex(({ key }) => key === name);
  const before = sort[at];
  const turned =
    before === undefined
      ? [{ key: name, descending: true }]
      : before.descending
        ? [{ key: name, descending: false }]
        : [];
  if (how === "only") return turned;
  return at === -1 ? [...sort, ...turned].slice(-mostSortKeys) : sort.toSpliced(at, 1, ...turned);
}

/** Names with one of them put before another. */
export function movedBefore(names: readonly string[], name: string, before: string): string[] {
  const isRight = names.indexOf(name) < names.indexOf(before);
  const rest = names.filter((other) => other !== name);
  return rest.toSpliced(rest.indexOf(before) + (isRight ? 1 : 0), 0, name);
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.join(", ").length + 3 * value.length;
  return typeof value === "string" ? Math.min(80, value.split("\n")[0]?.length ?? 0) : 8;
}
