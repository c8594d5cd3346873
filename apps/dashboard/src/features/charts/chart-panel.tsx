import { memo, useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { Icon } from "../shell/icon.tsx";
import { useChartSettings } from "./chart-settings.ts";
import type { ChartSurface, DrawnState } from "./chart-surface.ts";
import { ChartBadge } from "./chart-badge.tsx";
import { KeyName } from "./key-name.tsx";
import { PanelPlot } from "./panel-plot.tsx";
import { logPanels, toggleLog } from "./panel-options.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { PanelTable } from "./panel-table.tsx";
import type { YScale } from "./chart-axes.ts";
import type { ChartLine } from "./prepare-line.ts";

export interface ChartPanelProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  readonly yScale?: YScale;
}

/** A panel with one chart: title, badge, controls on hover or focus, and its numbers as a table (T). */
export const ChartPanel = memo(function ChartPanel({ panel, runs, yScale }: ChartPanelProps): ReactNode {
  const settings = useChartSettings();
  const log = useValueOf(logPanels, (panels) => panels.has(panel.id));
  const surface = useRef<ChartSurface>(undefined);
  const article = useRef<HTMLElement>(null);
  const [drawn, setDrawn] = useState<DrawnState>();
  const [spoken, setSpoken] = useState("");
  const [table, setTable] = useState(false);
  const [lines, setLines] = useState<readonly Pick<ChartLine, "id" | "label" | "color" | "data">[]>([]);

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
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = keys(event)[event.key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  const keys = ({ shiftKey }: KeyboardEvent): Record<string, () => void> => ({
    Enter: () => settings.openPanel(panel.id),
    l: () => toggleLog(panel.id),
    t: () => setTable(!table),
    ArrowLeft: () => setSpoken(surface.current?.moveCursor(shiftKey ? -10 : -1) ?? ""),
    ArrowRight: () => setSpoken(surface.current?.moveCursor(shiftKey ? 10 : 1) ?? ""),
  });

  return (
    <article
      className="panel"
      ref={article}
      aria-label={panel.title}
      tabIndex={0}
      data-panel={panel.id}
      onKeyDown={onKeyDown}
    >
      <header>
        <h3 className="ell">
          <KeyName text={panel.title} />
        </h3>
        <span className="grow" />
        <span className="acts">
          <button
            type="button"
            aria-label={`Numbers of ${panel.title}`}
            aria-pressed={table}
            title="Numbers as a table (T)"
            onClick={() => setTable(!table)}
          >
            <Icon name="table" />
          </button>
          <button
            type="button"
            aria-label={`Log y of ${panel.title}`}
            aria-pressed={log}
            title="Log y (L)"
            onClick={() => toggleLog(panel.id)}
          >
            <Icon name="log" />
          </button>
          <button
            type="button"
            aria-label={`${panel.title} in full screen`}
            title="Full screen (Enter)"
            onClick={() => settings.openPanel(panel.id)}
          >
            <Icon name="expand" />
          </button>
        </span>
        <ChartBadge drawn={drawn} />
      </header>
      <PanelPlot
        panel={panel}
        runs={runs}
        log={log}
        use="panel"
        {...(yScale === undefined ? {} : { yScale })}
        onDrawn={onDrawn}
        surface={surface}
        onLines={setLines}
      />
      {settings.clip && drawn !== undefined && drawn.offScale > 0 ? (
        <span className="chip">{formatPlural(drawn.offScale, "point")} off scale</span>
      ) : null}
      {table ? <PanelTable title={panel.title} lines={lines} /> : null}
      <span className="sr" aria-live="polite">
        {spoken}
      </span>
    </article>
  );
});

function sameState(a: DrawnState, b: DrawnState): boolean {
  return a.drawn === b.drawn && a.stored === b.stored && a.offScale === b.offScale;
}
