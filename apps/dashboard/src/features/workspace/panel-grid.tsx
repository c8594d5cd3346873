import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { ChartPanel } from "../charts/chart-panel.tsx";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import type { YScale } from "../charts/chart-axes.ts";
import { Icon } from "../shell/icon.tsx";
import { closedSections, toggleSection } from "./closed-sections.ts";
import type { PanelSection } from "./panel-sections.ts";

export interface PanelGridProps {
  readonly sections: readonly PanelSection[];
  readonly runs: readonly ChartRun[];
  /** On a wide window. */
  readonly columns: number;
  readonly panelHeight: number;
  readonly yScaleOf?: (panel: PanelSpec) => YScale;
}

type Row =
  | { readonly kind: "head"; readonly section: PanelSection; readonly closed: boolean }
  | { readonly kind: "panels"; readonly panels: readonly PanelSpec[] };

const headHeight = 36;
const gap = 12;

/** Panels by section. Only rows within about one screen of the window exist, so only they are fetched and drawn. */
export const PanelGrid = memo(function PanelGrid({
  sections,
  runs,
  columns: wide,
  panelHeight,
  yScaleOf,
}: PanelGridProps): ReactNode {
  const narrow = useMediaQuery("(max-width: 760px)");
  const medium = useMediaQuery("(max-width: 1100px)");
  const columns = narrow ? 1 : medium ? Math.min(2, wide) : wide;
  const height = narrow ? 220 : panelHeight;
  const closed = useValueOf(closedSections, (set) => set);
  const rows = useMemo(() => rowsOf(sections, columns, closed), [sections, columns, closed]);
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => setTop((list.current?.getBoundingClientRect().top ?? 0) + scrollY);
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (at) => (rows[at]?.kind === "head" ? headHeight : height + gap),
    getItemKey: (at) => rowKey(rows[at] as Row),
    overscan: Math.ceil(900 / (height + gap)),
    scrollMargin: top,
  });
  useLayoutEffect(() => virtual.measure(), [rows, height, virtual]);

  return (
    <div ref={list} className="panel-rows" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index] as Row;
        return (
          <div key={key} className="slot" style={{ transform: `translateY(${start - top}px)` }}>
            {row.kind === "head" ? (
              <SectionHead section={row.section} closed={row.closed} />
            ) : (
              <div
                className="grid"
                style={{
                  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                  gridAutoRows: `${height}px`,
                }}
              >
                {row.panels.map((panel) => (
                  <ChartPanel
                    key={panel.id}
                    panel={panel}
                    runs={runs}
                    {...(yScaleOf === undefined ? {} : { yScale: yScaleOf(panel) })}
                  />
                ))}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
});

function SectionHead({
  section,
  closed,
}: {
  readonly section: PanelSection;
  readonly closed: boolean;
}): ReactNode {
  return (
    <div className="sh" data-section={section.name}>
      <button type="button" className="t" aria-expanded={!closed} onClick={() => toggleSection(section.name)}>
        <Icon name={closed ? "right" : "down"} />
        <h2>{section.name}</h2>
        <span className="badge">{section.panels.length}</span>
      </button>
    </div>
  );
}

function rowsOf(sections: readonly PanelSection[], columns: number, closed: ReadonlySet<string>): Row[] {
  return sections.flatMap((section): Row[] => {
    const head: Row[] =
      section.name === "" ? [] : [{ kind: "head", section, closed: closed.has(section.name) }];
    if (section.name !== "" && closed.has(section.name)) return head;
    const rows: Row[] = [];
    for (let at = 0; at < section.panels.length; at += columns)
      rows.push({ kind: "panels", panels: section.panels.slice(at, at + columns) });
    return [...head, ...rows];
  });
}

function rowKey(row: Row): string {
  return row.kind === "head"
    ? `head ${row.section.name}`
    : `panels ${row.panels.map(({ id }) => id).join(" ")}`;
}
