import type { PlacedSection } from "../layout/arrange-panels.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";

/** Tells panels of media from charts: what somebody added or edited may have keys of both, and a chart keeps its numbers. */
export function markMedia(sections: readonly PlacedSection[], media: ReadonlySet<string>): PlacedSection[] {
  return sections.map((section) => ({
    ...section,
    panels: section.panels.map((panel) => {
      const spec = marked(panel.spec, media);
      return spec === panel.spec ? panel : { ...panel, spec };
    }),
  }));
}

function marked(spec: PanelSpec, media: ReadonlySet<string>): PanelSpec {
  if (!spec.keys.some((key) => media.has(key))) return spec.media === true ? { ...spec, media: false } : spec;
  const numbers = spec.keys.filter((key) => !media.has(key));
  if (numbers.length > 0) return { ...spec, keys: numbers, media: false };
  return spec.media === true ? spec : { ...spec, media: true };
}
