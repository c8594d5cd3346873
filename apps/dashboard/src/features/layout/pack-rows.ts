import { gridColumns } from "./layout.ts";
import type { PlacedPanel } from "./arrange-panels.ts";

/** What any number of columns from 1 to 6, and twelfths, divide evenly. */
export const rowUnits = 60;

/** A panel in a row: how many of the row's 60 units it takes. */
export interface PackedPanel extends PlacedPanel {
  readonly units: number;
}

/** Panels beside each other, as high as the highest of them. */
export interface PanelRow {
  readonly panels: readonly PackedPanel[];
  /** CSS pixels. */
  readonly height: number;
}

export interface PackRowsOptions {
  readonly columns: number;
  /** Of panels that nobody resized. */
  readonly height: number;
  /** On small screens sizes that people gave are left aside, but for the full width. */
  readonly isSmall: boolean;
}

/** Puts panels into rows from left to right; one that does not fit begins the next row. */
export function packRows(
  panels: readonly PlacedPanel[],
  { columns, height, isSmall }: PackRowsOptions,
): PanelRow[] {
  const usual = rowUnits / columns;
  const rows: PanelRow[] = [];
  let row: PackedPanel[] = [];
  let used = 0;
  const end = (): void => {
    if (row.length > 0) {
      const highest = Math.max(...row.map((panel) => (isSmall ? height : (panel.height ?? height))));
      rows.push({ panels: row, height: highest });
    }
    row = [];
    used = 0;
  };
  for (const panel of panels) {
    const units = unitsOf(panel.width, usual, isSmall);
    if (used + units > rowUnits) end();
    row.push({ ...panel, units });
    used += units;
  }
  end();
  return rows;
}

function unitsOf(width: number | undefined, usual: number, isSmall: boolean): number {
  if (width === undefined) return usual;
  const units = (width * rowUnits) / gridColumns;
  if (!isSmall) return units;
  return units > usual ? rowUnits : usual;
}
