import { useMemo, useRef } from "react";
import { keyText } from "../../lib/format-key.ts";
import type { XAxis } from "../../lib/view-state.ts";
import type { ZoomRange } from "../../lib/zooms.ts";
import { xScale, type XScale } from "./chart-axes.ts";
import { useChartSettings, isTimeKey, xKeyOf } from "./chart-settings.ts";
import type { ExpressionProblem } from "./expression-tokens.ts";
import { neededKeys, panelLines, panelWishes } from "./panel-lines.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { isProblem, parseExpression } from "./parse-expression.ts";
import type { ChartLine } from "./prepare-line.ts";
import { useSeries } from "./use-series.ts";
import { useSettled } from "./use-settled.ts";
import { useZoomRange } from "./use-zoom-range.ts";

export interface PanelDataOptions {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  /** Which use of the series this is: a panel and its full screen don't disturb each other. */
  readonly use: string;
  /** CSS pixels; undefined before it was measured. */
  readonly width: number | undefined;
  /** All of x, whatever the zoom is. */
  readonly whole?: boolean;
}

export interface PanelData {
  readonly lines: readonly ChartLine[];
  readonly xScale: XScale;
  /** Under which name the zoom of this x stands. */
  readonly zoomName: string;
  readonly zoom: ZoomRange | undefined;
  /** Nothing is there yet. */
  readonly loading: boolean;
  /** Something is on its way; what is there stays until it came. */
  readonly busy: boolean;
  readonly error: string | undefined;
  /** What is wrong with the panel's expression. */
  readonly problem: ExpressionProblem | undefined;
}

/** The lines of a panel over the x that it has now, asked for at its width. */
export function usePanelData({ panel, runs, use, width, whole = false }: PanelDataOptions): PanelData {
  const settings = useChartSettings();
  const x = axisOf(panel, panel.settings?.x ?? settings.x);
  const xKey = panel.stream === "history" && x === "step" ? (panel.stepMetric ?? "_step") : xKeyOf(x);
  const isRelative = x === "relative";
  const zoomName = x === settings.x && xKey === xKeyOf(x) ? "" : isRelative ? "_relative" : xKey;
  const zoom = whole ? undefined : settings.zooms.get(zoomName);
  const scale = useMemo(
    () => xScale(xKey, xKey === "_step" ? "step" : keyText(xKey), { isRelative }),
    [xKey, isRelative],
  );
  const text = panel.settings?.expression;
  const parsed = useMemo(() => (text === undefined ? undefined : parseExpression(text)), [text]);
  const problem = parsed !== undefined && isProblem(parsed) ? parsed : undefined;
  const expression = parsed === undefined || isProblem(parsed) ? undefined : parsed;

  const fromBaseline =
    settings.fromBaseline !== true ? undefined : isTimeKey(xKey) ? ("time" as const) : ("steps" as const);
  const spacing = useRef(1);
  const range = useZoomRange(
    useSettled(zoom, settings.isMoving),
    panel.settings?.smoothing ?? settings.smoothing,
    spacing.current,
  );
  const source = useMemo(
    () => ({ panel, runs, expression, isRelative, fromBaseline }),
    [panel, runs, expression, isRelative, fromBaseline],
  );
  const lineCount = runs.length * neededKeys(source).length;
  const buckets = bucketsFor(width ?? 0, lineCount, zoom, range);
  const wishes = useMemo(
    () =>
      width === undefined || problem !== undefined
        ? []
        : panelWishes({ ...source, x: xKey, range, buckets, use }),
    [source, xKey, range, buckets, use, width === undefined, problem],
  );
  const states = useSeries(wishes);
  const version = useVersion(states.map(({ data }) => data));
  const lines = useMemo(() => panelLines(source, states), [source, version]);
  spacing.current = Math.max(0, ...lines.map(({ data }) => data.spacing)) || 1;
  const loading =
    problem === undefined &&
    (width === undefined || states.some(({ data, loading: busy }) => busy && data === undefined));
  const busy = loading || states.some((state) => state.loading);
  const error = lines.length === 0 ? states.find((state) => state.error !== undefined)?.error : undefined;
  return { lines, xScale: scale, zoomName, zoom, loading, busy, error, problem };
}

/** What is measured of a machine knows no steps: it is drawn over time. */
function axisOf({ stream }: PanelSpec, wanted: XAxis): XAxis {
  return stream === "history" || wanted === "wall" ? wanted : "relative";
}

/** A number that changes when an entry of the list did. */
function useVersion(list: readonly unknown[]): number {
  const last = useRef<{ list: readonly unknown[]; version: number }>({ list, version: 0 });
  const same =
    last.current.list.length === list.length && list.every((item, at) => item === last.current.list[at]);
  if (!same) last.current = { list, version: last.current.version + 1 };
  return last.current.version;
}

/** Entries of all lines of a chart: a reply has up to twice as many as asked for, 72 bytes each, and stays below 16 MB. */
const mostBuckets = 110_000;

/** One bucket for a pixel, in steps of 100 so that a small resize asks for nothing; fewer when many lines are shown. */
function bucketsFor(
  width: number,
  lines: number,
  zoom: readonly [number, number] | undefined,
  range: readonly [number, number] | undefined,
): number {
  const asked = range === undefined ? 0 : range[1] - range[0];
  const wider = zoom === undefined || !Number.isFinite(zoom[1]) ? 1 : asked / (zoom[1] - zoom[0]);
  const wanted = Math.ceil((Math.max(100, width) * Math.min(4, Math.max(1, wider))) / 100) * 100;
  return Math.max(16, Math.min(wanted, Math.floor(mostBuckets / Math.max(1, lines))));
}
