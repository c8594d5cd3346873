import type { PlacedSection } from "../layout/arrange-panels.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";

/** Keys that panels show otherwise than as lines. */
export interface MediaKeys {
  readonly media: ReadonlySet<string>;
  readonly histograms: ReadonlySet<string>;
}

/** Tells panels of media from charts: what somebody added or edited may have keys of both, and a chart keeps its numbers. */
export function markMedia(sections: readonly PlacedSection[], known: MediaKeys): PlacedSection[] {
  return sections.map((section) => ({
    ...section,
    panels: section.panels.map((panel) => {
      const spec = marked(panel.spec, known);
      return spec === panel.spec ? panel : { ...panel, spec };
    }),
  }));
}

function marked(spec: PanelSpec, { media, histograms }: MediaKeys): PanelSpec {
  const isOther = (key: string): boolean => media.has(key) || histograms.has(key);
  if (!spec.keys.some(isOther)) return spec.media === true ? { ...spec, media: false } : spec;
  const numbers = spec.keys.filter((key) => !isOther(key));
  if (numbers.length > 0) return { ...spec, keys: numbers, media: false };
  if (histograms.has(spec.keys[0] as string)) return { ...spec, media: true, histograms: true };
  return spec.media === true ? spec : { ...spec, media: true };
}
