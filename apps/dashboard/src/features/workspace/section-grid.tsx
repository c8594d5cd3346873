import { memo, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { unevenRows } from "../../lib/row-places.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { useRowWindow } from "../../lib/use-row-window.ts";
import type { YScale } from "../charts/chart-axes.ts";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import type { ShownSection } from "./filter-sections.ts";
import { gridGap, gridRows } from "./grid-rows.ts";
import { useLayoutEditor } from "./layout-editor.ts";
import { PanelCell } from "./panel-cell.tsx";
import { SectionHead } from "./section-head.tsx";
import { usePanelDrag } from "./use-panel-drag.tsx";
import { usePanelKeys } from "./use-panel-keys.tsx";
import { useTitleMarks } from "./use-title-marks.ts";
import "./workspace.css";

export interface SectionGridProps {
  readonly sections: readonly ShownSection[];
  readonly runs: readonly ChartRun[];
  /** On a wide window. */
  readonly columns: number;
  readonly panelHeight: number;
  readonly yScaleOf?: (panel: PanelSpec) => YScale;
  readonly onToggle: (section: ShownSection) => void;
  /** Drawn at the right end of a section's head. */
  readonly menuOf?: (section: ShownSection) => ReactNode;
  /** What the sections were filtered by; it is marked in titles. */
  readonly filter?: string;
  /** Drawn over a panel. */
  readonly overlayOf?: (panel: PanelSpec) => ReactNode;
}

/**
 * Panels by section. Only those within about one screen of the window exist, so only they are fetched and drawn. A panel
 * stays the same element wherever it is put, so that it keeps its picture and its focus.
 */
export const SectionGrid = memo(function SectionGrid(props: SectionGridProps): ReactNode {
  const { sections, runs, columns, panelHeight, yScaleOf, onToggle, menuOf, overlayOf, filter = "" } = props;
  const isNarrow = useMediaQuery("(max-width: 760px)");
  const isMedium = useMediaQuery("(max-width: 1100px)");
  const screen = isNarrow ? "narrow" : isMedium ? "medium" : "wide";
  const rows = useMemo(
    () => gridRows(sections, { columns, panelHeight, screen }),
    [sections, columns, panelHeight, screen],
  );
  const list = useRef<HTMLDivElement>(null);
  const top = useTopOf(list);
  const usualSize = panelHeight + gridGap;
  const places = useMemo(() => unevenRows(rows.map(({ size }) => size)), [rows]);
  // Panels are there a screen before they are seen.
  const { from, to } = useRowWindow(places, { margin: top, extra: Math.ceil(innerHeight / usualSize) });
  useTitleMarks(list, filter, `${from} ${to} ${rows.length}`);
  const editor = useLayoutEditor();
  const isEditable = editor !== undefined && screen !== "narrow";
  const { moving, ...keys } = usePanelKeys({ editor: isEditable ? editor : undefined, sections });
  const drag = usePanelDrag({ editor: isEditable ? editor : undefined, sections });

  return (
    <div
      ref={list}
      className="panel-rows"
      data-editable={isEditable}
      style={{ height: places.end }}
      onKeyDownCapture={keys.onKeyDownCapture}
      onBlur={keys.onBlur}
      onPointerDown={drag.onPointerDown}
    >
      {rows.slice(from, to).flatMap((row, at) => {
        const y = places.startOf(from + at);
        if (row.kind === "head") {
          const { section } = row;
          return [
            <div
              key={`head ${section.name}`}
              className="slot"
              style={{ transform: `translateY(${y}px)`, zIndex: 1 }}
            >
              <SectionHead section={section} onToggle={onToggle} menu={menuOf?.(section)} />
            </div>,
          ];
        }
        return row.cells.map((cell) => (
          <PanelCell
            key={cell.spec.id}
            cell={cell}
            y={y}
            runs={runs}
            yScaleOf={yScaleOf}
            editor={screen === "wide" ? editor : undefined}
            isMoving={moving === cell.spec.id || drag.dragged === cell.spec.id}
            overlayOf={overlayOf}
          />
        ));
      })}
      {drag.marks}
      {keys.spoken}
    </div>
  );
});

/** Where the element begins in the page. It is measured again when the window or what is above it changes. */
function useTopOf(element: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => setTop((element.current?.getBoundingClientRect().top ?? 0) + scrollY);
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [element]);
  return top;
}
