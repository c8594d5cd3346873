import type { PanelSettings } from "../charts/panel-spec.ts";

/** How the panels of a page differ from what would be there without anybody's doing. */
export interface Layout {
  readonly sections: ReadonlyMap<string, SectionLayout>;
  /** By id of a panel, be it automatic or added. */
  readonly panels: ReadonlyMap<string, PanelLayout>;
  readonly added: readonly AddedPanel[];
  /** Panels that were put elsewhere, in the order in which that was done. */
  readonly moves: readonly PanelMove[];
  /** Sections that were put elsewhere, in the order in which that was done. */
  readonly sectionMoves: readonly SectionMove[];
}

export interface SectionLayout {
  readonly open?: boolean;
  /** Panels beside each other, 1 to 6. */
  readonly columns?: number;
}

export interface PanelLayout {
  readonly removed?: boolean;
  /** In twelfths of the page. */
  readonly width?: number;
  /** CSS pixels. */
  readonly height?: number;
  /** Keys or globs in place of the panel's own. */
  readonly keys?: readonly string[];
  readonly settings?: PanelSettings;
}

/** A panel that somebody added. Its keys may be globs. */
export interface AddedPanel {
  readonly id: string;
  readonly section: string;
  readonly keys: readonly string[];
}

/** Puts a panel behind another one of a section, or first where `after` is empty. */
export interface PanelMove {
  readonly panel: string;
  readonly section: string;
  readonly after: string;
}

/** Puts a section behind another one, or first where `after` is empty. */
export interface SectionMove {
  readonly section: string;
  readonly after: string;
}

/** The section of panels that somebody pinned; it stands first until it is put elsewhere. */
export const pinnedSection = "Pinned";
/** Where panels go that are added. */
export const addedSection = "charts";
export const fewestColumns = 1;
export const mostColumns = 6;
/** Columns that panels are resized in. */
export const gridColumns = 12;
export const leastHeight = 140;
export const mostHeight = 1_200;

/** Nothing is changed. */
export const emptyLayout: Layout = {
  sections: new Map(),
  panels: new Map(),
  added: [],
  moves: [],
  sectionMoves: [],
};

/** True when nothing is changed. */
export function isEmptyLayout({ sections, panels, added, moves, sectionMoves }: Layout): boolean {
  return sections.size + panels.size + added.length + moves.length + sectionMoves.length === 0;
}
