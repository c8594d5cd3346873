import type { PanelSettings } from "../charts/panel-spec.ts";
import {
  fewestColumns,
  gridColumns,
  leastHeight,
  mostColumns,
  mostHeight,
  pinnedSection,
  type AddedPanel,
  type Layout,
  type PanelLayout,
  type PanelMove,
  type SectionLayout,
  type SectionMove,
} from "./layout.ts";

/** Adds a panel at the end of its section, or behind another one. */
export function addPanel(layout: Layout, panel: AddedPanel, after?: string): Layout {
  const next = { ...layout, added: [...layout.added, panel] };
  return after === undefined ? next : movePanel(next, { panel: panel.id, section: panel.section, after });
}

/** An id that no panel has yet. */
export function freePanelId(layout: Layout, taken: (id: string) => boolean): string {
  const own = new Set(layout.added.map(({ id }) => id));
  for (let at = 1; ; at++) if (!own.has(`+${at}`) && !taken(`+${at}`)) return `+${at}`;
}

/** Takes a panel away. One that somebody added is forgotten; an automatic one stays away until it is put back. */
export function removePanel(layout: Layout, id: string): Layout {
  if (!layout.added.some((panel) => panel.id === id)) return changePanel(layout, id, { removed: true });
  const panels = new Map(layout.panels);
  panels.delete(id);
  return {
    ...layout,
    panels,
    added: layout.added.filter((panel) => panel.id !== id),
    moves: layout.moves.filter(({ panel }) => panel !== id),
  };
}

/** Puts an automatic panel back that was removed. */
export function restorePanel(layout: Layout, id: string): Layout {
  const { removed: _, ...rest } = layout.panels.get(id) ?? {};
  return withPanel(layout, id, rest);
}

/** Puts a panel elsewhere. */
export function movePanel(layout: Layout, move: PanelMove): Layout {
  if (move.after === move.panel) return layout;
  return { ...layout, moves: [...layout.moves.filter(({ panel }) => panel !== move.panel), move] };
}

/** Puts a panel behind those that are pinned. */
export function pinPanel(layout: Layout, id: string): Layout {
  const last = layout.moves.findLast(({ panel, section }) => section === pinnedSection && panel !== id);
  return movePanel(layout, { panel: id, section: pinnedSection, after: last?.panel ?? "" });
}

/** Puts a panel back where it is without anybody's doing. */
export function unpinPanel(layout: Layout, id: string): Layout {
  return { ...layout, moves: layout.moves.filter(({ panel }) => panel !== id) };
}

/** Gives a panel a size: twelfths of the page and CSS pixels, within what is allowed. */
export function resizePanel(
  layout: Layout,
  id: string,
  { width, height }: { readonly width: number; readonly height: number },
): Layout {
  return changePanel(layout, id, {
    width: within(width, 1, gridColumns),
    height: within(height, leastHeight, mostHeight),
  });
}

/** Gives a panel back the size that its section says. */
export function resetSize(layout: Layout, id: string): Layout {
  const { width: _, height: __, ...rest } = layout.panels.get(id) ?? {};
  return withPanel(layout, id, rest);
}

/** Sets what a panel shows and how; members that are undefined are taken away. */
export function editPanel(
  layout: Layout,
  id: string,
  edit: { readonly keys?: readonly string[] | undefined; readonly settings: PanelSettings },
): Layout {
  const { keys: _, settings: __, ...rest } = layout.panels.get(id) ?? {};
  const settings = Object.fromEntries(
    Object.entries(edit.settings).filter(([, value]) => value !== undefined),
  ) as PanelSettings;
  return withPanel(layout, id, {
    ...rest,
    ...(edit.keys === undefined ? {} : { keys: edit.keys }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  });
}

/** Gives a section so many panels beside each other, 1 to 6; the panels of it take the width that follows. */
export function setColumns(
  layout: Layout,
  section: string,
  { columns, panels }: { readonly columns: number; readonly panels: readonly string[] },
): Layout {
  const next = panels.reduce((before, id) => {
    const { width: _, ...rest } = before.panels.get(id) ?? {};
    return before.panels.has(id) ? withPanel(before, id, rest) : before;
  }, layout);
  return changeSection(next, section, { columns: within(columns, fewestColumns, mostColumns) });
}

/** Opens or closes sections. */
export function openSections(layout: Layout, names: readonly string[], open: "open" | "closed"): Layout {
  const sections = new Map(layout.sections);
  for (const name of names) sections.set(name, { ...sections.get(name), open: open === "open" });
  return { ...layout, sections };
}

/** Puts a section elsewhere. */
export function moveSection(layout: Layout, move: SectionMove): Layout {
  if (move.after === move.section) return layout;
  const others = layout.sectionMoves.filter(({ section }) => section !== move.section);
  return { ...layout, sectionMoves: [...others, move] };
}

function changeSection(layout: Layout, name: string, change: SectionLayout): Layout {
  const sections = new Map(layout.sections).set(name, { ...layout.sections.get(name), ...change });
  return { ...layout, sections };
}

function changePanel(layout: Layout, id: string, change: PanelLayout): Layout {
  return withPanel(layout, id, { ...layout.panels.get(id), ...change });
}

function withPanel(layout: Layout, id: string, panel: PanelLayout): Layout {
  const panels = new Map(layout.panels);
  if (Object.keys(panel).length === 0) panels.delete(id);
  else panels.set(id, panel);
  return { ...layout, panels };
}

function within(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}
