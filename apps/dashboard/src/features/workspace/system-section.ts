import { keyText } from "../../lib/format-key.ts";
import type { YScale } from "../charts/chart-axes.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";
import type { AutomaticSection, PlacedSection } from "../layout/arrange-panels.ts";
import { systemPanels } from "../run/system-panels.ts";
import { isAmount, systemScale } from "../run/system-unit.ts";

/** The panels of what was measured of the machines, folded. `taken` are the names of other sections. */
export function systemSection(keys: readonly string[], taken: readonly string[]): AutomaticSection {
  const panels = systemPanels(keys, () => true).map((panel) => ({
    ...panel,
    id: `system:${panel.title}`,
    yScale: scaleOf(panel.keys),
  }));
  return { name: taken.includes("system") ? "machine" : "system", panels, isClosed: true };
}

/** Tells panels of what was measured from those of what was logged; one that has keys of both keeps what was logged. */
export function markSystem(
  sections: readonly PlacedSection[],
  system: ReadonlySet<string>,
): readonly PlacedSection[] {
  return sections.map((section) => ({
    ...section,
    panels: section.panels.map((panel) => {
      const spec = marked(panel.spec, system);
      return spec === panel.spec ? panel : { ...panel, spec };
    }),
  }));
}

function marked(spec: PanelSpec, system: ReadonlySet<string>): PanelSpec {
  const logged = spec.keys.filter((key) => !system.has(key));
  if (logged.length === spec.keys.length && spec.stream === "history") return spec;
  const { area: _area, yScale, lineNames: _lineNames, ...rest } = spec;
  if (logged.length > 0) return { ...rest, keys: logged, stream: "history" };
  if (spec.stream === "events" && yScale === scaleOf(spec.keys)) return spec;
  return { ...rest, stream: "events", yScale: scaleOf(spec.keys), area: spec.keys.every(isAmount) };
}

const scales = new Map<string, YScale>();

/** One object for a key, so that a chart is not made anew. */
function scaleOf([key = ""]: readonly string[]): YScale {
  const scale = scales.get(key) ?? systemScale(keyText(key));
  scales.set(key, scale);
  return scale;
}
