import { useContext, useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import type { YKind } from "../../lib/y-transform.ts";
import { withZoom, yZoomOf } from "../../lib/zooms.ts";
import { Icon } from "../shell/icon.tsx";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import type { ChartModel } from "./build-picture.ts";
import { eventMarks, RunEventsContext } from "./chart-events.ts";
import { valueScale, type YScale } from "./chart-axes.ts";
import { useChartSettings, type ChartSettings } from "./chart-settings.ts";
import type { ChartSurface, ChartZoom, DrawnState } from "./chart-surface.ts";
import { LinePlot } from "./line-plot.tsx";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { keptZoom, wholeExtent } from "./surface-measures.ts";
import { usePanelData } from "./use-panel-data.ts";

export interface PanelPlotProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  readonly kind: YKind;
  /** Which use of the series this is: a panel and its full screen don't disturb each other. */
  readonly use: string;
  readonly yScale?: YScale;
  readonly onDrawn: (state: DrawnState) => void;
  readonly surface: { current: ChartSurface | undefined };
}

/** The drawing of one panel: asks for its series at its width and keeps them drawn. */
export function PanelPlot(props: PanelPlotProps): ReactNode {
  const { panel, runs, kind, use, yScale = valueScale, onDrawn, surface } = props;
  const settings = useChartSettings();
  const session = useSession();
  const events = useContext(RunEventsContext);
  const [width, setWidth] = useState<number>();
  const { lines, xScale, zoomName, zoom, loading, busy, error, problem } = usePanelData({
    panel,
    runs,
    use,
    width,
  });
  const yName = yZoomOf(panel.id);
  const yZoom = settings.zooms.get(yName);
  const { smoothing, smoothingChosen, clip, pinned } = settings;
  const step = xScale.key === "_step" ? settings.step : undefined;
  const own = panel.settings;
  const model = useMemo<ChartModel>(
    () => ({
      lines,
      xScale,
      yScale,
      zoom,
      yZoom,
      smoothing: own?.smoothing ?? smoothing,
      smoothingChosen: own?.smoothing !== undefined || smoothingChosen,
      clip,
      kind,
      range: own?.range,
      area: panel.area === true,
      band: own?.band,
      endLabels: panel.keys.length > 1 && runs.length === 1 && own?.expression === undefined,
      events: eventMarks(events, xScale.key, runs[0]?.startedAt),
      step,
      pinned,
    }),
    [
      lines,
      xScale,
      yScale,
      zoom,
      yZoom,
      smoothing,
      smoothingChosen,
      clip,
      kind,
      panel,
      runs.length,
      runs[0]?.startedAt,
      events,
      step,
      pinned,
    ],
  );

  const onZoom = ({ x, y, done }: ChartZoom): void => {
    const whole = wholeExtent(lines.map(({ data }) => data));
    const from = whole === undefined ? 0 : xScale.fromZero ? Math.min(0, whole[0]) : whole[0];
    const next = withZoom(settings.zooms, zoomName, keptZoom(x, whole && [from, whole[1]]));
    settings.setZooms(y === undefined ? next : withZoom(next, yName, y), done);
  };
  const onReset = (): void =>
    settings.setZooms(withZoom(withZoom(settings.zooms, zoomName, undefined), yName, undefined), true);

  return (
    <LinePlot
      id={`${use} ${panel.id}`}
      model={model}
      busy={busy}
      onDrawn={onDrawn}
      onZoom={onZoom}
      onSettle={() => settings.setZooms(settings.zooms, true)}
      onReset={onReset}
      onPin={(run) => settings.setPinned(run === settings.pinned ? undefined : run)}
      onStep={settings.setStep}
      onWidth={setWidth}
      surface={surface}
    >
      {error === undefined ? null : (
        <div className="plot-note warn" role="alert">
          <Icon name="warn" />
          <span>Could not read this series: {plainReason(error)}</span>
          <button type="button" className="btn" onClick={() => session.series.refresh()}>
            Try again
          </button>
          <button type="button" className="btn" onClick={() => void navigator.clipboard.writeText(error)}>
            Copy details
          </button>
        </div>
      )}
      {problem === undefined ? null : (
        <div className="plot-note warn" role="alert">
          <Icon name="warn" />
          <span>This formula can't be read: {problem.message}</span>
        </div>
      )}
      {!loading &&
      settings.isLoading !== true &&
      error === undefined &&
      problem === undefined &&
      lines.length === 0 ? (
        <div className="plot-note">{emptyText(panel, runs.length, settings)}</div>
      ) : null}
    </LinePlot>
  );
}

function emptyText({ keys, settings }: PanelSpec, runs: number, { fromBaseline }: ChartSettings): string {
  if (runs === 0) return "No run is shown. Click a swatch in the list.";
  if (settings?.expression !== undefined) return "No visible run has all metrics of this formula";
  if (fromBaseline === true)
    return `No run has steps of ${keyText(keys[0] ?? "")} in common with the baseline`;
  return `No visible run has ${keyText(keys[0] ?? "")}`;
}
