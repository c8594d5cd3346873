import type { RunDetail } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import type { XAxis } from "../../lib/view-state.ts";
import { RunEventsContext } from "../charts/chart-events.ts";
import { ChartSettingsContext } from "../charts/chart-settings.ts";
import { ChartToolbar } from "../charts/chart-toolbar.tsx";
import { FullScreenPanel } from "../charts/full-screen-panel.tsx";
import { useChartView } from "../charts/use-chart-view.ts";
import { Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { PanelGrid } from "../workspace/panel-grid.tsx";
import { panelSections } from "../workspace/panel-sections.ts";
import { useChartRuns } from "./use-chart-runs.ts";
import { useRunEvents } from "./use-run-events.ts";

const axes: readonly XAxis[] = ["step", "wall", "relative", "runtime"];

/** The charts of one run; keys that differ only in train and val share a panel. */
export function ChartsTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [view, setView] = useView();
  const runs = useChartRuns(detail.run);
  const names = JSON.stringify(detail.keys.map(({ key, kind }) => [key, kind]));
  const { metrics } = detail;
  const sections = useMemo(
    () => panelSections({ keys: detail.keys, metrics, filter: view.filter, pair: true }),
    [names, metrics, view.filter],
  );
  const { settings, smoothing, setSmoothing } = useChartView({ view, setView, rows: detail.run.rows });
  const { events, note } = useRunEvents(detail);
  const numbers = useMemo(
    () => detail.keys.filter(({ kind }) => kind === "number").map(({ key }) => key),
    [names],
  );
  const panels = sections[0]?.panels ?? [];
  const full = panels.find(({ id }) => id === view.panel);
  return (
    <ChartSettingsContext value={settings}>
      <ChartToolbar
        view={view}
        setView={setView}
        axes={axes}
        metrics={numbers}
        smoothing={smoothing}
        setSmoothing={setSmoothing}
      />
      {panels.length > 0 ? (
        <RunEventsContext value={events}>
          <PanelGrid sections={sections} runs={runs} columns={2} panelHeight={292} />
          {note === "" ? null : <p className="dim">{note}</p>}
        </RunEventsContext>
      ) : view.filter === "" ? (
        <Message title="This run has logged no numbers yet. Charts appear with the first log().">
          <pre>{'run.log({ "train/loss": 0.42, "val/acc": 0.91 });'}</pre>
        </Message>
      ) : (
        <Message icon="search" title={`No metric matches "${view.filter}".`}>
          <button type="button" className="btn" onClick={() => setView({ filter: "" })}>
            Clear filter
          </button>
        </Message>
      )}
      {full === undefined ? null : (
        <RunEventsContext value={events}>
          <FullScreenPanel panel={full} runs={runs} panels={panels} />
        </RunEventsContext>
      )}
    </ChartSettingsContext>
  );
}
