import type { RunDetail, RunView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import { formatDuration } from "../../lib/format-duration.ts";
import type { ViewState, XAxis } from "../../lib/view-state.ts";
import { withZoom, type ZoomRange } from "../../lib/zooms.ts";
import { ChartSettingsContext } from "../charts/chart-settings.ts";
import { ChartToolbar } from "../charts/chart-toolbar.tsx";
import { FullScreenPanel } from "../charts/full-screen-panel.tsx";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { useChartView } from "../charts/use-chart-view.ts";
import { Message } from "../shell/message.tsx";
import { useView, type SetView } from "../shell/use-view.ts";
import { PanelGrid } from "../workspace/panel-grid.tsx";
import { systemPanels } from "./system-panels.ts";
import { systemScale } from "./system-unit.ts";
import { useChartRuns } from "./use-chart-runs.ts";

const axes: readonly XAxis[] = ["relative", "wall"];

/** Parts of the time that a button shows, in seconds. */
const spans = [
  ["15 min", 900],
  ["1 h", 3_600],
] as const;

/** What the machine did while the run ran; x is the time since its start. */
export function SystemTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [address, setView] = useView();
  const view = useMemo(() => ({ ...address, x: address.x === "wall" ? "wall" : "relative" }), [address]);
  const runs = useChartRuns(detail.run);
  const names = JSON.stringify(
    detail.systemKeys.filter(({ kind }) => kind === "number").map(({ key }) => key),
  );
  const panels = useMemo(
    () => systemPanels(JSON.parse(names) as string[], fuzzyMatcher(view.filter)),
    [names, view.filter],
  );
  const sections = useMemo(() => [{ name: "", panels }], [panels]);
  const { settings, smoothing, setSmoothing } = useChartView({ view, setView, rows: 0 });
  const full = panels.find(({ id }) => id === view.panel);
  if (names === "[]") {
    return (
      <Message title="This run has no system metrics. They appear about 15 s after the start of a run that records its machine.">
        <pre>{"await init({ stats: { intervalSeconds: 10 } });"}</pre>
      </Message>
    );
  }
  return (
    <ChartSettingsContext value={settings}>
      <ChartToolbar
        view={view}
        setView={setView}
        axes={axes}
        smoothing={smoothing}
        setSmoothing={setSmoothing}
      >
        <SampleRate detail={detail} />
        <TimeSpan run={detail.run} view={view} setView={setView} />
      </ChartToolbar>
      {panels.length > 0 ? null : (
        <Message icon="search" title={`No system metric matches "${view.filter}".`}>
          <button type="button" className="btn" onClick={() => setView({ filter: "" })}>
            Clear filter
          </button>
        </Message>
      )}
      <PanelGrid sections={sections} runs={runs} columns={3} panelHeight={212} yScaleOf={scaleOf} />
      {full === undefined ? null : <FullScreenPanel panel={full} runs={runs} panels={panels} />}
    </ChartSettingsContext>
  );
}

const scales = new Map<string, ReturnType<typeof systemScale>>();

/** One scale object for a key, so that a chart is not made anew. */
function scaleOf({ keys }: PanelSpec): ReturnType<typeof systemScale> {
  const key = keys[0] ?? "";
  const scale = scales.get(key) ?? systemScale(keyText(key));
  scales.set(key, scale);
  return scale;
}

interface TimeSpanProps {
  readonly run: RunView;
  readonly view: ViewState;
  readonly setView: SetView;
}

/** The last 15 minutes, the last hour, or all. */
function TimeSpan({ run, view, setView }: TimeSpanProps): ReactNode {
  const start = view.x === "wall" ? run.startedAt / 1_000 : 0;
  const length = Math.max(0, (run.updatedAt - run.startedAt) / 1_000);
  const zoom = view.zooms.get("");
  const rangeOf = (seconds: number): ZoomRange => [
    start + Math.max(0, length - seconds),
    run.status === "running" ? Number.POSITIVE_INFINITY : start + length,
  ];
  const isOn = (seconds: number): boolean =>
    zoom !== undefined &&
    Math.abs((Number.isFinite(zoom[1]) ? zoom[1] : start + length) - zoom[0] - seconds) < 60;
  return (
    <div className="seg" role="group" aria-label="Time shown">
      {spans.map(([name, seconds]) => (
        <button
          key={name}
          type="button"
          aria-pressed={isOn(seconds)}
          disabled={length <= seconds}
          title={length <= seconds ? `The run is not longer than ${name}` : `The last ${name}`}
          onClick={() => setView({ zooms: withZoom(view.zooms, "", rangeOf(seconds)) })}
        >
          {name}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={zoom === undefined}
        onClick={() => setView({ zooms: withZoom(view.zooms, "", undefined) })}
      >
        All
      </button>
    </div>
  );
}

/** How often the machine was measured, where that can be told from one session. */
function SampleRate({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, systemKeys, sessions } = detail;
  const count = Math.max(0, ...systemKeys.map((item) => item.count));
  if (sessions.length > 1 || count < 3) return null;
  const seconds = (run.updatedAt - run.startedAt) / 1_000 / count;
  return (
    <span className="badge">sampled each {formatDuration(seconds < 1 ? seconds : Math.round(seconds))}</span>
  );
}
