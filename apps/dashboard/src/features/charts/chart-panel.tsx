import { memo, useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { Icon } from "../shell/icon.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import type { YScale } from "./chart-axes.ts";
import { ChartBadge } from "./chart-badge.tsx";
import { useChartSettings } from "./chart-settings.ts";
import type { ChartSurface, DrawnState } from "./chart-surface.ts";
import "./charts.css";
import { copyCursor } from "./copy-cursor.ts";
import { useFullScreenPrefetch } from "./full-screen-panel.tsx";
import { KeyName } from "./key-name.tsx";
import { OffScaleChip } from "./off-scale-chip.tsx";
import { usePanelExtension } from "./panel-actions.ts";
import { PanelButtons } from "./panel-buttons.tsx";
import { PanelMenu } from "./panel-menu.tsx";
import { PanelPlot } from "./panel-plot.tsx";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { PanelLegend } from "./panel-legend.tsx";
import { usePanelKind } from "./panel-state.ts";
import { takeStep } from "./take-step.ts";
import type { PanelTableProps } from "./panel-table.tsx";

export interface ChartPanelProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  readonly yScale?: YScale;
}

/** A panel with one chart: title, badge, controls on hover or focus, and its numbers as a table (T). */
export const ChartPanel = memo(function ChartPanel(props: ChartPanelProps): ReactNode {
  const { panel, runs, yScale = panel.yScale } = props;
  const settings = useChartSettings();
  const extension = usePanelExtension();
  const [kind, toggleKind] = usePanelKind(panel);
  const surface = useRef<ChartSurface>(undefined);
  const article = useRef<HTMLElement>(null);
  const [drawn, setDrawn] = useState<DrawnState>();
  const [spoken, setSpoken] = useState("");
  const [table, setTable] = useState(false);
  const narrow = useMediaQuery("(max-width: 760px)");
  const title = panel.settings?.title ?? panel.title;
  const actions = extension.actions(panel);
  lazyTable.usePrefetch();
  useFullScreenPrefetch();

  const onDrawn = useCallback((state: DrawnState): void => {
    const { current } = article;
    if (current !== null) {
      current.dataset["drawn"] = "true";
      current.dataset["points"] = String(state.stored);
      current.dataset["lastX"] = state.lastX === undefined ? "" : String(state.lastX);
    }
    setDrawn((before) => (before !== undefined && sameState(before, state) ? before : state));
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.metaKey || event.altKey) return;
    if (event.ctrlKey && (event.key !== "c" || getSelection()?.isCollapsed === false)) return;
    const run = keys(event)[`${event.ctrlKey ? "Ctrl+" : ""}${event.key}`];
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  const keys = ({ shiftKey }: KeyboardEvent): Record<string, () => void> => ({
    Enter: () => settings.openPanel(panel.id),
    l: toggleKind,
    t: () => setTable(!table),
    u: () => takeStep(surface.current, settings),
    ArrowLeft: () => setSpoken(surface.current?.moveCursor(shiftKey ? -10 : -1) ?? ""),
    ArrowRight: () => setSpoken(surface.current?.moveCursor(shiftKey ? 10 : 1) ?? ""),
    ArrowUp: () => setSpoken(surface.current?.moveFocus(-1) ?? ""),
    ArrowDown: () => setSpoken(surface.current?.moveFocus(1) ?? ""),
    "Ctrl+c": () => void copyCursor(surface.current),
    ...Object.fromEntries(
      actions.flatMap(({ shortcut, run }) => (shortcut === undefined ? [] : [[shortcut, run]])),
    ),
  });

  return (
    <article
      className="panel"
      ref={article}
      aria-label={title}
      tabIndex={0}
      data-panel={panel.id}
      onKeyDown={onKeyDown}
    >
      <header>
        <h3 className="ell">
          <KeyName text={title} />
        </h3>
        <span className="grow" />
        <PanelButtons
          title={title}
          id={panel.id}
          actions={actions}
          own={
            <button
              type="button"
              aria-label={`Log y of ${title}`}
              aria-pressed={kind !== "linear"}
              title="Log y (L)"
              onClick={toggleKind}
            >
              <Icon name="log" />
            </button>
          }
          menu={
            <PanelMenu
              title={title}
              panel={panel}
              actions={actions}
              surface={surface}
              table={table}
              onTable={() => setTable(!table)}
            />
          }
        />
        <ChartBadge drawn={drawn} />
      </header>
      <PanelPlot
        panel={panel}
        runs={runs}
        kind={kind}
        use="panel"
        {...(yScale === undefined ? {} : { yScale })}
        onDrawn={onDrawn}
        surface={surface}
      />
      {narrow && drawn !== undefined ? (
        <PanelLegend lines={surface.current?.picture()?.picture.lines ?? []} />
      ) : null}
      <OffScaleChip drawn={drawn} />
      {table ? (
        <lazyTable.Part title={title} lines={surface.current?.picture()?.picture.lines ?? []} />
      ) : null}
      {extension.overlay?.(panel)}
      <span className="sr" aria-live="polite">
        {spoken}
      </span>
    </article>
  );
});

const lazyTable = createLazyPart<PanelTableProps>(async () => (await import("./panel-table.tsx")).PanelTable);

function sameState(a: DrawnState, b: DrawnState): boolean {
  return a.drawn === b.drawn && a.stored === b.stored && a.offScale === b.offScale;
}
