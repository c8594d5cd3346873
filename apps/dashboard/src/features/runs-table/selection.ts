import type { RunRow } from "@stepwell/protocol";

/** Chosen rows by id; what is known of them at the time. */
export type Selection = ReadonlyMap<string, RunRow>;

export interface RowClick {
  readonly run: RunRow;
  /** The run of the click before. */
  readonly anchor: string | undefined;
  /** In the order of the table. */
  readonly rows: readonly RunRow[];
  /** Choose all rows since the last click. */
  readonly isRange: boolean;
}

/** The selection after a click on a row's box; with Shift, of all rows since the last one. */
export function afterClick(before: Selection, { run, anchor, rows, isRange }: RowClick): Selection {
  const next = new Map(before);
  const isOn = !before.has(run.id);
  const from = rows.findIndex(({ id }) => id === anchor);
  const to = rows.findIndex(({ id }) => id === run.id);
  const chosen =
    isRange && from >= 0 && to >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [run];
  for (const one of chosen) {
    if (isOn) next.set(one.id, one);
    else next.delete(one.id);
  }
  return next;
}

/** The selection with all of these rows, or without them when all of them were in it. */
export function afterMany(before: Selection, rows: readonly RunRow[]): Selection {
  const next = new Map(before);
  const isOn = rows.some(({ id }) => !before.has(id));
  for (const row of rows) {
    if (isOn) next.set(row.id, row);
    else next.delete(row.id);
  }
  return next;
}
