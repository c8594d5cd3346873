import type { PlacedSection } from "../layout/arrange-panels.ts";
import type { PanelMove } from "../layout/layout.ts";

/** The four ways of an arrow key. */
export type Direction = "left" | "right" | "up" | "down";

/**
 * Where an arrow key puts a panel: one place on, or a row; beyond the end of its section into the next one. Undefined where
 * there is nothing further. `columns` is how many panels a row has about the panel.
 */
export function placeTowards(
  sections: readonly PlacedSection[],
  panel: string,
  { direction, columns }: { readonly direction: Direction; readonly columns: number },
): PanelMove | undefined {
  const at = sections.findIndex(({ panels }) => panels.some(({ spec }) => spec.id === panel));
  const section = sections[at];
  if (section === undefined) return undefined;
  const ids = section.panels.map(({ spec }) => spec.id);
  const place = ids.indexOf(panel);
  const by = { left: -1, right: 1, up: -columns, down: columns }[direction];
  const others = ids.filter((id) => id !== panel);
  const next = place + by;
  if (next >= 0 && next <= others.length)
    return { panel, section: section.name, after: others[next - 1] ?? "" };
  const neighbour = sections[at + Math.sign(by)];
  if (neighbour === undefined) return undefined;
  const after = by > 0 ? "" : (neighbour.panels.at(-1)?.spec.id ?? "");
  return { panel, section: neighbour.name, after };
}

/** Where a panel goes that is dropped before or behind another one. */
export function placeBeside(
  sections: readonly PlacedSection[],
  panel: string,
  { target, side }: { readonly target: string; readonly side: "before" | "behind" },
): PanelMove | undefined {
  const section = sections.find(({ panels }) => panels.some(({ spec }) => spec.id === target));
  if (section === undefined) return undefined;
  if (side === "behind") return { panel, section: section.name, after: target };
  const others = section.panels.map(({ spec }) => spec.id).filter((id) => id !== panel || id === target);
  return { panel, section: section.name, after: others[others.indexOf(target) - 1] ?? "" };
}
