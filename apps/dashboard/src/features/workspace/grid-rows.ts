import { packRows, type PackedPanel } from "../layout/pack-rows.ts";
import type { ShownSection } from "./filter-sections.ts";

/** What stands in one line of the grid. */
export type GridRow =
  | { readonly kind: "head"; readonly section: ShownSection; readonly size: number }
  | {
      readonly kind: "panels";
      readonly section: ShownSection;
      readonly cells: readonly GridCell[];
      /** With the gap below. */
      readonly size: number;
    };

/** A panel and the unit of its row that it begins at. */
export interface GridCell extends PackedPanel {
  readonly start: number;
  /** CSS pixels. */
  readonly height: number;
}

export interface GridRowsOptions {
  /** On a wide window, where a section says nothing else. */
  readonly columns: number;
  readonly panelHeight: number;
  readonly screen: "narrow" | "medium" | "wide";
}

/** Between panels, in CSS pixels. */
export const gridGap = 12;
const headHeight = 36;
const narrowHeight = 220;

/** The lines of the grid from top to bottom, with their heights. */
export function gridRows(
  sections: readonly ShownSection[],
  { columns, panelHeight, screen }: GridRowsOptions,
): GridRow[] {
  const most = screen === "narrow" ? 1 : screen === "medium" ? 2 : Number.POSITIVE_INFINITY;
  const usual = screen === "narrow" ? narrowHeight : panelHeight;
  return sections.flatMap((section): GridRow[] => {
    const head: GridRow[] = section.name === "" ? [] : [{ kind: "head", section, size: headHeight }];
    if (!section.isOpen) return head;
    const rows = packRows(section.panels, {
      columns: Math.min(section.columns ?? columns, most),
      height: usual,
      isSmall: screen !== "wide",
    });
    return [
      ...head,
      ...rows.map(({ panels, height }): GridRow => {
        let start = 0;
        const cells = panels.map((panel): GridCell => {
          const cell = {
            ...panel,
            start,
            height: screen === "wide" ? Math.min(height, panel.height ?? height) : height,
          };
          start += panel.units;
          return cell;
        });
        return { kind: "panels", section, cells, size: height + gridGap };
      }),
    ];
  });
}
