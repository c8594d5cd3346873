import { memo, useMemo, type ReactNode } from "react";
import { useValueOf } from "../../lib/use-value.ts";
import type { YScale } from "../charts/chart-axes.ts";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import { closedSections, toggleSection } from "./closed-sections.ts";
import type { ShownSection } from "./filter-sections.ts";
import type { PanelSection } from "./panel-sections.ts";
import { SectionGrid } from "./section-grid.tsx";

export interface PanelGridProps {
  readonly sections: readonly PanelSection[];
  readonly runs: readonly ChartRun[];
  /** On a wide window. */
  readonly columns: number;
  readonly panelHeight: number;
  readonly yScaleOf?: (panel: PanelSpec) => YScale;
}

/** Panels by section as their keys say, for pages whose layout nobody changes. */
export const PanelGrid = memo(function PanelGrid({ sections, ...rest }: PanelGridProps): ReactNode {
  const closed = useValueOf(closedSections, (set) => set);
  const shown = useMemo(
    () =>
      sections.map(({ name, panels }): ShownSection => ({
        name,
        isOpen: !closed.has(name),
        columns: undefined,
        panels: panels.map((spec) => ({ spec, width: undefined, height: undefined })),
        total: panels.length,
      })),
    [sections, closed],
  );
  return <SectionGrid {...rest} sections={shown} onToggle={toggle} />;
});

function toggle({ name }: ShownSection): void {
  toggleSection(name);
}
