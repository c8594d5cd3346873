/** How the columns of a logged table stand; they are called by their places in it. */
export interface TableLayout {
  /** All columns in the order that was made by moving them. */
  readonly order: readonly number[];
  readonly hidden: ReadonlySet<string>;
  /** They stay at the left. */
  readonly pinned: ReadonlySet<number>;
  /** CSS pixels, of those that were sized. */
  readonly widths: ReadonlyMap<number, number>;
}

export interface ShownColumn {
  readonly name: string;
  readonly at: number;
  /** Where a pinned one stays, CSS pixels. */
  readonly left: number | undefined;
}

/** Columns as they came. */
export function plainLayout(columns: readonly string[]): TableLayout {
  return { order: columns.map((_, at) => at), hidden: new Set(), pinned: new Set(), widths: new Map() };
}

/** The columns to draw, those that are pinned first. */
export function shownColumns(columns: readonly string[], layout: TableLayout): ShownColumn[] {
  const { order, hidden, pinned, widths } = layout;
  const shown = order.filter((at) => !hidden.has(columns[at] as string));
  let left = 0;
  return [...shown.filter((at) => pinned.has(at)), ...shown.filter((at) => !pinned.has(at))].map((at) => {
    const place = pinned.has(at) ? left : undefined;
    left += widths.get(at) ?? 0;
    return { name: columns[at] as string, at, left: place };
  });
}

/** Puts a column where another one stands; those between move on by one. */
export function moveColumn(layout: TableLayout, column: number, to: number): TableLayout {
  const { order } = layout;
  const [from, place] = [order.indexOf(column), order.indexOf(to)];
  if (from === -1 || place === -1) return layout;
  return { ...layout, order: order.filter((at) => at !== column).toSpliced(place, 0, column) };
}

/** Keeps a column at the left with the width that it has, or lets go of it. */
export function pinColumn(layout: TableLayout, column: number, width: number): TableLayout {
  const pinned = new Set(layout.pinned);
  if (pinned.delete(column)) return { ...layout, pinned };
  return { ...sizeColumn(layout, column, width), pinned: pinned.add(column) };
}

/** Gives a column a width, from 48 to 800 CSS pixels. */
export function sizeColumn(layout: TableLayout, column: number, width: number): TableLayout {
  const size = Math.round(Math.min(800, Math.max(48, width)));
  return { ...layout, widths: new Map(layout.widths).set(column, size) };
}
