import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import type { PlacedSection } from "../layout/arrange-panels.ts";

/** A section with the panels that are looked for. */
export interface ShownSection extends PlacedSection {
  /** Panels with those that were filtered out. */
  readonly total: number;
}

/** Leaves the panels whose title or keys match; what matches is shown in closed sections too. */
export function filterSections(sections: readonly PlacedSection[], filter: string): ShownSection[] {
  if (filter.trim() === "") return sections.map((section) => ({ ...section, total: section.panels.length }));
  const matches = fuzzyMatcher(filter);
  return sections.flatMap((section) => {
    const panels = section.panels.filter(
      ({ spec }) => matches(spec.title) || spec.keys.some((key) => matches(keyText(key))),
    );
    return panels.length === 0
      ? []
      : [{ ...section, panels, isOpen: true, total: section.panels.length } satisfies ShownSection];
  });
}
