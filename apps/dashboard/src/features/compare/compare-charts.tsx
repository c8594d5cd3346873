import type { RunDetail } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { useNearViewport } from "../../lib/use-near-viewport.ts";
import type { XAxis } from "../../lib/view-state.ts";
import { panelOfZoom, type Zooms } from "../../lib/zooms.ts";
import { ChartPanel } from "../charts/chart-panel.tsx";
import { ChartSettingsContext, isTimeKey, xKeyOf } from "../charts/chart-settings.ts";
import { FullScreenPanel } from "../charts/full-screen-panel.tsx";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import { SmoothingControl } from "../charts/smoothing-control.tsx";
import { useChartView } from "../charts/use-chart-view.ts";
import { XMenu } from "../charts/x-menu.tsx";
import { dashedRuns } from "../runs/shown-runs.ts";
import { useView } from "../shell/use-view.ts";
import { panelSections, unionKeys } from "../workspace/panel-sections.ts";

const axes: readonly XAxis[] = ["step", "wall", "relative", "runtime"];
const atFirst = 12;

/** The metrics of the compared runs, overlaid. The baseline is drawn dashed and last. */
export function CompareCharts({ details }: { readonly details: readonly RunDetail[] }): ReactNode {
  const [view, setView] = useView();
  const [isAll, setAll] = useState(false);
  const runs = useChartRuns(details);
  const rows = Math.max(0, ...details.map(({ run }) => run.rows));
  const { settings: shared, smoothing, setSmoothing } = useChartView({ view, setView, rows });
  const baseline = runs.length > 1 ? runs[0] : undefined;
  const isDifference = view.isDifference && baseline !== undefined;
  const settings = useMemo(() => ({ ...shared, fromBaseline: isDifference }), [shared, isDifference]);
  const keys = useMemo(() => unionKeys(details.map((detail) => detail.keys)), [details]);
  const panels = useMemo(
    () =>
      panelSections({
        keys,
        metrics: details.flatMap(({ metrics }) => metrics),
        filter: view.filter,
        pair: false,
      })
        .flatMap((section) => section.panels)
        .map((panel) => (isDifference ? { ...panel, title: `\u0394 ${panel.title}` } : panel)),
    [keys, details, view.filter, isDifference],
  );
  const full = panels.find(({ id }) => id === view.panel);
  const shown = isAll ? panels : panels.slice(0, atFirst);
  return (
    <ChartSettingsContext value={settings}>
      <div className="tool" role="toolbar" aria-label="Chart settings">
        <XMenu x={view.x} axes={axes} metrics={[]} onChange={(x) => setView({ x, zooms: new Map() })} />
        <SmoothingControl smoothing={smoothing} setSmoothing={setSmoothing} />
        <button
          type="button"
          className="btn"
          aria-pressed={view.clip}
          onClick={() => setView({ clip: !view.clip })}
        >
          Clip outliers
        </button>
        {baseline === undefined ? null : (
          <button
            type="button"
            className="btn"
            aria-pressed={isDifference}
            title={`Difference to ${baseline.name}`}
            onClick={() => setView({ isDifference: !isDifference, zooms: withoutY(view.zooms) })}
          >
            Difference to {formatName(baseline.name, 24)}
          </button>
        )}
        {view.zooms.size === 0 ? null : (
          <button type="button" className="btn" onClick={() => setView({ zooms: new Map() })}>
            Reset zoom
          </button>
        )}
      </div>
      {isDifference ? (
        <p className="cmp-note">
          Each line is a run minus {baseline.name}.{" "}
          {isTimeKey(xKeyOf(view.x))
            ? "The baseline is read on the straight line between its points; times at which one of the two has none are left out."
            : "Steps at which one of the two has no value are left out."}
        </p>
      ) : null}
      <div className="cmp-charts">
        {shown.map((panel) => (
          <LazyPanel key={panel.id} panel={panel} runs={runs} />
        ))}
      </div>
      {panels.length === 0 ? (
        <p className="cmp-note">
          {view.filter === ""
            ? "These runs have logged no numbers yet."
            : `No metric matches "${view.filter}".`}
        </p>
      ) : null}
      {panels.length > shown.length ? (
        <button type="button" className="btn" onClick={() => setAll(true)}>
          Show {formatPlural(panels.length - shown.length, "more chart")}
        </button>
      ) : null}
      {full === undefined
        ? null
        : // Inside the table it would lie below the heads that stay on top.
          createPortal(<FullScreenPanel panel={full} runs={runs} panels={panels} />, document.body)}
    </ChartSettingsContext>
  );
}

/** Ranges of y mean nothing to differences, nor the other way round. */
function withoutY(zooms: Zooms): Zooms {
  return new Map([...zooms].filter(([name]) => panelOfZoom(name) === undefined));
}

function LazyPanel({
  panel,
  runs,
}: {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
}): ReactNode {
  const [isNear, anchor] = useNearViewport<HTMLDivElement>();
  return (
    <div ref={anchor} className="cmp-chart">
      {isNear ? <ChartPanel panel={panel} runs={runs} /> : null}
    </div>
  );
}

/** The runs as charts want them; the same list while nothing in it changes. */
function useChartRuns(details: readonly RunDetail[]): readonly ChartRun[] {
  const dashed = dashedRuns(details.map(({ run }) => run));
  const text = JSON.stringify(
    details.map(({ run }, at) => ({
      project: run.project,
      id: run.id,
      name: run.name,
      color: run.color,
      dashed: dashed.has(run.id),
      live: run.status === "running",
      startedAt: run.startedAt,
      baseline: at === 0,
    })),
  );
  return useMemo(() => JSON.parse(text) as readonly ChartRun[], [text]);
}
