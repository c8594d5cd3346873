import type { RunDetail } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { fuzzyMatcher } from "../../lib/fuzzy-match.ts";
import type { XAxis } from "../../lib/view-state.ts";
import { ChartSettingsContext } from "../charts/chart-settings.ts";
import { ChartToolbar } from "../charts/chart-toolbar.tsx";
import { FullScreenPanel } from "../charts/full-screen-panel.tsx";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { useChartView } from "../charts/use-chart-view.ts";
import { Message } from "../shell/message.tsx";
import { useView } from "../shell/use-view.ts";
import { PanelGrid } from "../workspace/panel-grid.tsx";
import { systemScale } from "./system-unit.ts";
import { useChartRuns } from "./use-chart-runs.ts";

const axes: readonly XAxis[] = ["runtime", "wall"];

/** What the machine did while the run ran; x is the time since its start. */
export function SystemTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const [address, setView] = useView();
  const view = useMemo(
    () => ({ ...address, x: address.x === "wall" ? ("wall" as const) : ("runtime" as const) }),
    [address],
  );
  const runs = useChartRuns(detail.run);
  const names = JSON.stringify(detail.systemKeys.map(({ key }) => key));
  const panels = useMemo(
    () => systemPanels(JSON.parse(names) as string[], view.filter),
    [names, view.filter],
  );
  const sections = useMemo(() => [{ name: "", panels }], [panels]);
  const { settings, smoothing, setSmoothing } = useChartView({ view, setView, rows: 0 });
  const full = panels.find(({ id }) => id === view.panel);
  if (names === "[]") {
    return (
      <Message title="This run has no system metrics. They appear about 15 s after the start of a run that records its machine." />
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
      />
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

function systemPanels(keys: readonly string[], filter: string): PanelSpec[] {
  const matches = fuzzyMatcher(filter);
  return keys
    .filter((key) => !key.startsWith("_") && matches(keyText(key)))
    .map((key) => ({
      id: key,
      title: keyText(key).replace(/^system\./, ""),
      keys: [key],
      stream: "events",
      area: true,
    }));
}
