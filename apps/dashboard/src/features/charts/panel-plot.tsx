import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { plainReason } from "../shell/message.tsx";
import { Icon } from "../shell/icon.tsx";
import { colours } from "../shell/theme.ts";
import { useSession } from "../shell/session-context.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { valueScale, xScale, type YScale } from "./chart-axes.ts";
import { useChartSettings, xKeyOf } from "./chart-settings.ts";
import { createChartSurface, type ChartSurface, type DrawnState } from "./chart-surface.ts";
import { panelLines, panelWishes } from "./panel-lines.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import type { PreparedLine } from "./prepare-line.ts";
import { useSeries } from "./use-series.ts";
import { useZoomRange } from "./use-zoom-range.ts";

export interface PanelPlotProps {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  readonly log: boolean;
  /** Which use of the series this is: a panel and its full screen don't disturb each other. */
  readonly use: string;
  readonly yScale?: YScale;
  readonly onDrawn: (state: DrawnState) => void;
  readonly surface: { current: ChartSurface | undefined };
  readonly onLines?: (lines: readonly Pick<PreparedLine, "id" | "label" | "color" | "data">[]) => void;
}

/** The drawing of one panel: asks for its series at its width and keeps them drawn. */
export function PanelPlot(props: PanelPlotProps): ReactNode {
  const { panel, runs, log, use, yScale = valueScale, onDrawn, surface, onLines } = props;
  const settings = useChartSettings();
  const session = useSession();
  const host = useRef<HTMLDivElement>(null);
  const size = useElementSize(host);
  const xKey =
    panel.stream === "history" && settings.x === "step" ? (panel.stepMetric ?? "_step") : xKeyOf(settings.x);
  const shared = xKey === xKeyOf(settings.x);
  const zoomName = shared ? "" : xKey;
  const zoom = settings.zooms.get(zoomName);
  const scale = useMemo(() => xScale(xKey, xKey === "_step" ? "step" : keyText(xKey)), [xKey]);
  const [spacing, setSpacing] = useState(1);
  const range = useZoomRange(zoom, settings.smoothing, spacing);
  const buckets = bucketsFor(size?.width ?? 0, runs.length * panel.keys.length, zoom, range);
  const wishes = useMemo(
    () => (size === undefined ? [] : panelWishes({ panel, runs, x: xKey, range, buckets, use })),
    [panel, runs, xKey, range, buckets, use, size === undefined],
  );
  const states = useSeries(wishes);
  const version = useVersion(states.map(({ data }) => data));
  const lines = useMemo(() => panelLines(panel, runs, states), [panel, runs, version]);
  const loading = states.length === 0 || states.some(({ data, loading: busy }) => busy && data === undefined);
  const error = lines.length === 0 ? states.find((state) => state.error !== undefined)?.error : undefined;

  const handlers = useRef({ onDrawn, settings, zoomName });
  handlers.current = { onDrawn, settings, zoomName };
  useEffect(() => {
    const made = createChartSurface({
      id: `${use} ${panel.id}`,
      host: host.current as HTMLDivElement,
      onDrawn: (state) => handlers.current.onDrawn(state),
      onZoom: (next) => handlers.current.settings.setZoom(handlers.current.zoomName, next),
      onReset: () => handlers.current.settings.setZoom(handlers.current.zoomName, undefined),
      onPin: (run) =>
        handlers.current.settings.setPinned(run === handlers.current.settings.pinned ? undefined : run),
    });
    surface.current = made;
    const stop = colours.subscribe(() => made.retheme());
    return () => {
      stop();
      made.destroy();
      surface.current = undefined;
    };
  }, [panel.id, use, surface]);

  useEffect(() => {
    const { smoothing, smoothingChosen, clip, pinned } = settings;
    const endLabels = panel.keys.length > 1 && runs.length === 1;
    surface.current?.update({
      lines,
      xScale: scale,
      yScale,
      zoom,
      smoothing,
      smoothingChosen,
      clip,
      log,
      area: panel.area === true,
      endLabels,
      pinned,
    });
  }, [lines, scale, yScale, zoom, settings, log, panel, runs.length, surface]);
  useEffect(() => surface.current?.resize(), [size, surface]);
  useEffect(() => {
    setSpacing(Math.max(0, ...lines.map(({ data }) => data.spacing)) || 1);
    onLines?.(lines);
  }, [lines, onLines]);

  return (
    <div className="plot" ref={host} data-busy={loading}>
      {error === undefined ? null : (
        <div className="plot-note warn" role="alert">
          <Icon name="warn" />
          <span>Could not read this series: {plainReason(error)}</span>
          <button type="button" className="btn" onClick={() => session.series.refresh()}>
            Try again
          </button>
        </div>
      )}
      {!loading && error === undefined && lines.length === 0 ? (
        <div className="plot-note">
          {runs.length === 0
            ? "No run is shown. Click a swatch in the list."
            : `No visible run has ${keyText(panel.keys[0] ?? "")}`}
        </div>
      ) : null}
    </div>
  );
}

/** A number that changes when an entry of the list did. */
function useVersion(list: readonly unknown[]): number {
  const last = useRef<{ list: readonly unknown[]; version: number }>({ list, version: 0 });
  const same =
    last.current.list.length === list.length && list.every((item, at) => item === last.current.list[at]);
  if (!same) last.current = { list, version: last.current.version + 1 };
  return last.current.version;
}

/** One bucket for a pixel, in steps of 100 so that a small resize asks for nothing; fewer when many lines are shown. */
function bucketsFor(
  width: number,
  lines: number,
  zoom: readonly [number, number] | undefined,
  range: readonly [number, number] | undefined,
): number {
  const wider = zoom === undefined || range === undefined ? 1 : (range[1] - range[0]) / (zoom[1] - zoom[0]);
  const wanted = Math.ceil((Math.max(100, width) * Math.min(4, wider)) / 100) * 100;
  return Math.max(16, Math.min(wanted, Math.floor(400_000 / Math.max(1, lines))));
}
