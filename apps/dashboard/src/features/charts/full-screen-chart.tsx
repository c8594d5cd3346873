import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { shortcutName } from "../../lib/shortcut-name.ts";
import { useValue } from "../../lib/use-value.ts";
import { RunContextMenu } from "../runs/run-context-menu.tsx";
import { Icon } from "../shell/icon.tsx";
import { ChartBadge } from "./chart-badge.tsx";
import { OffScaleChip } from "./off-scale-chip.tsx";
import { useChartSettings } from "./chart-settings.ts";
import type { ChartSurface, DrawnState } from "./chart-surface.ts";
import "./charts.css";
import { copyCursor } from "./copy-cursor.ts";
import { chartCursor } from "./hover.ts";
import { KeyName } from "./key-name.tsx";
import type { FullScreenPanelProps } from "./full-screen-panel.tsx";
import { MiniMap } from "./mini-map.tsx";
import { usePanelExtension } from "./panel-actions.ts";
import { PanelMenu } from "./panel-menu.tsx";
import { PanelPlot } from "./panel-plot.tsx";
import { usePanelKind } from "./panel-state.ts";
import { PanelTable } from "./panel-table.tsx";
import { takeStep } from "./take-step.ts";

/** One chart over the whole window, with all of x below it, and its numbers at the pointer. Esc closes, ← and → go to its neighbours, with Shift they move the cursor. */
export function FullScreenChart(props: FullScreenPanelProps): ReactNode {
  const { panel, runs, panels, yScale = panel.yScale } = props;
  const settings = useChartSettings();
  const extension = usePanelExtension();
  const [kind, toggleKind] = usePanelKind(panel);
  const surface = useRef<ChartSurface>(undefined);
  const dialog = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<DrawnState>();
  const [table, setTable] = useState(true);
  const title = panel.settings?.title ?? panel.title;
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
  const [spoken, setSpoken] = useState("");
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    "Shift+ArrowLeft": () => setSpoken(surface.current?.moveCursor(-1) ?? ""),
    "Shift+ArrowRight": () => setSpoken(surface.current?.moveCursor(1) ?? ""),
    ArrowUp: () => setSpoken(surface.current?.moveFocus(-1) ?? ""),
    ArrowDown: () => setSpoken(surface.current?.moveFocus(1) ?? ""),
    "Ctrl+c": () => void copyCursor(surface.current),
    l: toggleKind,
    t: () => setTable(!table),
    u: () => takeStep(surface.current, settings),
    a: () => surface.current?.move(-0.25, 1),
    d: () => surface.current?.move(0.25, 1),
    w: () => surface.current?.move(0, 0.7),
    s: () => surface.current?.move(0, 1 / 0.7),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const name = shortcutName(event.nativeEvent);
    const isTextCopied = name === "Ctrl+c" && getSelection()?.isCollapsed === false;
    // What a menu hears is told to those that opened it, too.
    const isElsewhere = !event.currentTarget.contains(event.target as Node);
    const run = isField || isTextCopied || isElsewhere ? undefined : keys[name];
    if (run === undefined) return;
    // S smooths on the page below.
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <div
      className="full"
      role="dialog"
      aria-modal="true"
      aria-label={`${title} in full screen`}
      tabIndex={-1}
      ref={dialog}
      onKeyDown={onKeyDown}
    >
      <header>
        <h2 className="ell">
          <KeyName text={title} />
        </h2>
        <ChartBadge drawn={drawn} />
        <span className="grow" />
        <OffScaleChip drawn={drawn} />
        <button
          type="button"
          className="btn"
          aria-pressed={kind !== "linear"}
          title="Log y (L)"
          onClick={toggleKind}
        >
          Log y
        </button>
        <span className="acts">
          <PanelMenu
            title={title}
            panel={panel}
            actions={extension.actions(panel)}
            surface={surface}
            table={table}
            onTable={() => setTable(!table)}
          />
        </span>
        <button
          type="button"
          className="btn icon"
          aria-label="Previous panel"
          title="Previous panel (←)"
          onClick={() => go(-1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="btn icon"
          aria-label="Next panel"
          title="Next panel (→)"
          onClick={() => go(1)}
        >
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
        kind={kind}
        use="full"
        {...(yScale === undefined ? {} : { yScale })}
        onDrawn={setDrawn}
        surface={surface}
      />
      <span className="sr" aria-live="polite">
        {spoken}
      </span>
      <MiniMap key={`map ${panel.id}`} panel={panel} runs={runs} kind={kind} />
      {table ? (
        <RunContextMenu
          target={
            <div className="full-table">
              <TableAtCursor title={title} surface={surface} />
            </div>
          }
          runOf={(id) => runs.find((run) => run.id === id)}
          actions={({ id }) => ({
            focused: settings.pinned === id,
            onFocus: () => settings.setPinned(settings.pinned === id ? undefined : id),
          })}
        />
      ) : null}
    </div>
  );
}

function TableAtCursor({
  title,
  surface,
}: {
  readonly title: string;
  readonly surface: { readonly current: ChartSurface | undefined };
}): ReactNode {
  const cursor = useValue(chartCursor);
  const shown = surface.current?.picture();
  if (shown === undefined) return null;
  const { picture, model } = shown;
  const here = cursor !== undefined && cursor.xName === model.xScale.key;
  return (
    <PanelTable
      title={title}
      lines={picture.lines}
      x={
        here
          ? { at: cursor.x, text: `${model.xScale.label} ${model.xScale.format(cursor.x)}`.trim() }
          : undefined
      }
    />
  );
}
