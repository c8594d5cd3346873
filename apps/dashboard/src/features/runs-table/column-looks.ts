import { createValueStore } from "../../lib/value-store.ts";
import type { TableColumn } from "./table-column.ts";

/** How the numbers of a column are shown. */
export type NumberLook = "number" | "bar" | "heat";

/** What a person chose for a column; kept in this browser. */
export interface ColumnLook {
  /** CSS pixels. */
  readonly width?: number;
  readonly show?: NumberLook;
  readonly isPinned?: boolean;
  /** Digits behind the point. */
  readonly digits?: number;
}

const storageKey = "stepwell.columns";
const most = 500;

/** The looks of columns, by project and column. */
export const columnLooks = createValueStore<Readonly<Record<string, ColumnLook>>>(stored());

/** The name of a column's look. */
export function lookName(project: string, { name }: Pick<TableColumn, "name">): string {
  return `${project}\n${name}`;
}

/** Changes the look of a column. */
export function setLook(name: string, change: Partial<ColumnLook>): void {
  const looks = columnLooks.get();
  const next = { ...looks, [name]: { ...looks[name], ...change } };
  columnLooks.set(Object.fromEntries(Object.entries(next).slice(-most)));
  try {
    localStorage.setItem(storageKey, JSON.stringify(columnLooks.get()));
  } catch {
    // A browser without storage forgets it with the page.
  }
}

const usualWidths: Readonly<Record<TableColumn["kind"], number>> = {
  state: 108,
  number: 82,
  text: 104,
  tags: 140,
  notes: 200,
  time: 92,
  duration: 94,
  spark: 106,
};

/** The width of a column nobody sized, CSS pixels: room for its head. */
export function usualWidth({ kind, prefix, title, take }: TableColumn): number {
  const letters = prefix.length + title.length + (take === "" ? 0 : take.length + 1);
  return Math.min(220, Math.max(usualWidths[kind], 42 + letters * 6.6));
}

function stored(): Readonly<Record<string, ColumnLook>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, ColumnLook>) : {};
  } catch {
    return {};
  }
}
