import { useEffect, useRef, useState, type ReactNode } from "react";
import { useValueOf } from "../../lib/use-value.ts";
import { Icon } from "../shell/icon.tsx";
import { ChartBadge } from "./chart-badge.tsx";
import { useChartSettings } from "./chart-settings.ts";
import type { ChartSurface, DrawnState } from "./chart-surface.ts";
import { KeyName } from "./key-name.tsx";
import { logPanels, toggleLog } from "./panel-options.ts";
import { PanelPlot } from "./panel-plot.tsx";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { PanelTable } from "./panel-table.tsx";
import type { ChartLine } from "./prepare-line.ts";

export interface FullScreenPanelProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  /** In the order of the page, for ← and →. */
  readonly panels: readonly PanelSpec[];
}

/** One chart over the whole window, with the numbers of its lines below. Esc closes, ← and → go to its neighbours. */
export function FullScreenPanel({ panel, runs, panels }: FullScreenPanelProps): ReactNode {
  const settings = useChartSettings();
  const log = useValueOf(logPanels, (set) => set.has(panel.id));
  const surface = useRef<ChartSurface>(undefined);
  const dialog = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<DrawnState>();
  const [lines, setLines] = useState<readonly Pick<ChartLine, "id" | "label" | "color" | "data">[]>([]);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const go = (by: number): void => {
    const at = panels.findIndex(({ id }) => id === panel.id);
    const next = panels[(at + by + panels.length) % panels.length];
    if (next !== undefined) settings.openPanel(next.id);
  };
  return (
    <div
      className="full"
      role="dialog"
      aria-modal="true"
      aria-label={`${panel.title} in full screen`}
      tabIndex={-1}
      ref={dialog}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") go(-1);
        else if (event.key === "ArrowRight") go(1);
        else if (event.key === "l") toggleLog(panel.id);
      }}
    >
      <header>
        <h2 className="ell">
          <KeyName text={panel.title} />
        </h2>
        <ChartBadge drawn={drawn} />
        <span className="grow" />
        <button type="button" className="btn" aria-pressed={log} onClick={() => toggleLog(panel.id)}>
          Log y
        </button>
        <button type="button" className="btn icon" aria-label="Previous panel" onClick={() => go(-1)}>
          <Icon name="left" />
        </button>
        <button type="button" className="btn icon" aria-label="Next panel" onClick={() => go(1)}>
          <Icon name="right" />
        </button>
        <button
          type="button"
          className="btn icon"
          aria-label="Leave full screen"
          title="Leave full screen (Esc)"
          onClick={() => settings.openPanel(undefined)}
        >
          <Icon name="x" />
        </button>
      </header>
      <PanelPlot
        key={panel.id}
        panel={panel}
        runs={runs}
        log={log}
        use="full"
        onDrawn={setDrawn}
        surface={surface}
        onLines={setLines}
      />
      <PanelTable title={panel.title} lines={lines} />
    </div>
  );
}
