import type { PanelSpec } from "../charts/panel-spec.ts";
import { matchKeys } from "./match-keys.ts";
import { pinnedSection, type AddedPanel, type Layout, type PanelLayout } from "./layout.ts";

/** A section as it comes from the keys alone. */
export interface AutomaticSection {
  readonly name: string;
  readonly panels: readonly PanelSpec[];
  /** It is folded until somebody opens it. */
  readonly isClosed?: boolean;
}

/** A panel at its place, with the size that somebody gave it. */
export interface PlacedPanel {
  readonly spec: PanelSpec;
  /** In twelfths of the page; undefined for what the section's columns say. */
  readonly width: number | undefined;
  /** CSS pixels; undefined for the page's height. */
  readonly height: number | undefined;
}

/** A section with all that people changed. */
export interface PlacedSection {
  readonly name: string;
  readonly isOpen: boolean;
  /** Panels beside each other; undefined for the page's number. */
  readonly columns: number | undefined;
  readonly panels: readonly PlacedPanel[];
}

/** Puts people's changes on top of automatic panels. `keys` are all that globs may stand for. */
export function arrangePanels(
  automatic: readonly AutomaticSection[],
  layout: Layout,
  keys: readonly string[],
): PlacedSection[] {
  const sections = new Map(automatic.map(({ name, panels }) => [name, panels.map((spec) => place(spec))]));
  const closed = new Set(automatic.flatMap(({ name, isClosed }) => (isClosed === true ? [name] : [])));
  const home = new Map<string, string>();
  const listOf = (name: string): PlacedPanel[] => {
    const list = sections.get(name) ?? [];
    sections.set(name, list);
    return list;
  };

  function place(spec: PanelSpec): PlacedPanel {
    const change = layout.panels.get(spec.id);
    return { spec: changed(spec, change, keys), width: change?.width, height: change?.height };
  }

  for (const panel of layout.added) listOf(panel.section).push(place(addedSpec(panel, keys)));
  if (layout.moves.length > 0) {
    for (const [name, list] of sections) for (const { spec } of list) home.set(spec.id, name);
  }
  for (const { panel, section, after } of layout.moves) {
    const from = sections.get(home.get(panel) ?? "");
    const at = from?.findIndex(({ spec }) => spec.id === panel) ?? -1;
    if (from === undefined || at < 0) continue;
    const [moved] = from.splice(at, 1) as [PlacedPanel];
    const target = listOf(section);
    const behind = after === "" ? -1 : target.findIndex(({ spec }) => spec.id === after);
    target.splice(after !== "" && behind < 0 ? target.length : behind + 1, 0, moved);
    home.set(panel, section);
  }
  return orderOf([...sections.keys()], layout).flatMap((name): PlacedSection[] => {
    const panels = listOf(name).filter(({ spec }) => layout.panels.get(spec.id)?.removed !== true);
    const own = layout.sections.get(name);
    if (panels.length === 0) return [];
    return [{ name, isOpen: own?.open ?? !closed.has(name), columns: own?.columns, panels }];
  });
}

function changed(spec: PanelSpec, change: PanelLayout | undefined, keys: readonly string[]): PanelSpec {
  if (change?.keys === undefined && change?.settings === undefined) return spec;
  const { settings } = change;
  return {
    ...spec,
    ...(change.keys === undefined ? {} : { keys: matchKeys(change.keys, keys), stepMetric: undefined }),
    ...(settings === undefined ? {} : { settings }),
    title: settings?.title ?? (change.keys === undefined ? spec.title : titleOf(change.keys)),
  };
}

function addedSpec({ id, keys: wanted }: AddedPanel, keys: readonly string[]): PanelSpec {
  return { id, title: titleOf(wanted), keys: matchKeys(wanted, keys), stream: "history" };
}

function titleOf(keys: readonly string[]): string {
  return keys.length > 3 ? `${keys.slice(0, 3).join(", ")} …` : keys.join(", ");
}

function orderOf(sections: readonly string[], { sectionMoves }: Layout): readonly string[] {
  const names = sections.filter((name) => name !== pinnedSection);
  if (names.length < sections.length) names.unshift(pinnedSection);
  for (const { section, after } of sectionMoves) {
    const at = names.indexOf(section);
    if (at < 0 || (after !== "" && !names.includes(after))) continue;
    names.splice(at, 1);
    names.splice(after === "" ? 0 : names.indexOf(after) + 1, 0, section);
  }
  return names;
}
