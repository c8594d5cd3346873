import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import type { YKind } from "../../lib/y-transform.ts";
import { withZoom, type ZoomRange } from "../../lib/zooms.ts";
import { colours } from "../shell/theme.ts";
import { buildPicture } from "./build-picture.ts";
import { valueScale } from "./chart-axes.ts";
import { useChartSettings } from "./chart-settings.ts";
import { chartTheme } from "./chart-theme.ts";
import { drawLines } from "./draw-lines.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { createScale } from "./scale.ts";
import { keptZoom } from "./surface-measures.ts";
import { usePanelData } from "./use-panel-data.ts";

/** All of x in a strip, with the part on screen: drag it, drag its edges, or drag elsewhere to choose another part. */
export function MiniMap({
  panel,
  runs,
  kind,
}: {
  readonly panel: PanelSpec;
  readonly runs: readonly ChartRun[];
  readonly kind: YKind;
}): ReactNode {
  const settings = useChartSettings();
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(canvas);
  const painted = useValue(colours);
  // Fewer entries than pixels: a strip of 40 px shows the shape, and costs little beside the chart.
  const width = size === undefined ? undefined : Math.min(300, size.width);
  const { lines, xScale, zoomName } = usePanelData({ panel, runs, use: "map", width, whole: true });
  const zoom = settings.zooms.get(zoomName);
  const { smoothing, smoothingChosen } = settings;
  const picture = useMemo(
    () =>
      buildPicture(
        {
          lines,
          xScale,
          yScale: valueScale,
          zoom: undefined,
          yZoom: undefined,
          smoothing,
          smoothingChosen,
          clip: true,
          kind,
          area: false,
          endLabels: false,
          pinned: undefined,
        },
        300,
      ),
    [lines, xScale, smoothing, smoothingChosen, kind],
  );
  useEffect(() => {
    const { current } = canvas;
    const context = current?.getContext("2d") ?? null;
    if (current === null || context === null || size === undefined) return;
    const ratio = devicePixelRatio;
    [current.width, current.height] = [size.width * ratio, size.height * ratio];
    const { x, y } = picture;
    const scale = createScale({
      left: 0,
      top: 3 * ratio,
      width: current.width,
      height: current.height - 6 * ratio,
      ratio,
      xMin: x[0],
      xMax: x[1],
      yMin: y[0],
      yMax: y[1],
      y: picture.transform,
    });
    drawLines(context, {
      lines: picture.lines,
      scale,
      theme: chartTheme(),
      focus: undefined,
      band: false,
      total: 101,
    });
  }, [picture, size, painted]);

  const [from, to] = picture.x;
  const length = to - from || 1;
  const shown: ZoomRange = [zoom?.[0] ?? from, Math.min(to, zoom?.[1] ?? to)];
  const choose = (range: ZoomRange, done: boolean): void =>
    settings.setZooms(withZoom(settings.zooms, zoomName, keptZoom(range, [from, to])), done);
  const drag = useDrag(shown, [from, to], choose);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowLeft" ? -0.1 : event.key === "ArrowRight" ? 0.1 : 0;
    if (by === 0 || zoom === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose([shown[0] + by * (shown[1] - shown[0]), shown[1] + by * (shown[1] - shown[0])], true);
  };
  const percent = (x: number): string => `${Math.min(100, Math.max(0, ((x - from) / length) * 100))}%`;
  return (
    <div className="mini-map" {...drag}>
      <canvas ref={canvas} aria-hidden="true" />
      <div
        className="mini-window"
        role="slider"
        tabIndex={0}
        aria-label="Part of x on screen"
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={shown[0]}
        aria-valuetext={`${xScale.format(shown[0])} to ${xScale.format(shown[1])}`}
        data-whole={zoom === undefined}
        style={{ left: percent(shown[0]), right: `calc(100% - ${percent(shown[1])})` }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

type Grip = "window" | "left" | "right" | "new";

/** CSS pixels around an edge that take it. */
const edge = 8;

function useDrag(
  shown: ZoomRange,
  [from, to]: readonly [number, number],
  choose: (range: ZoomRange, done: boolean) => void,
): {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
} {
  const drag = useRef<{ readonly grip: Grip; readonly at: number; readonly range: ZoomRange }>(undefined);
  const place = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return from + ((event.clientX - box.left) / (box.width || 1)) * (to - from);
  };
  const rangeAt = (x: number): ZoomRange | undefined => {
    const { current } = drag;
    if (current === undefined) return undefined;
    const { grip, at, range } = current;
    if (grip === "window") return [range[0] + x - at, range[1] + x - at];
    const [fixed, moved] = grip === "left" ? [range[1], x] : grip === "right" ? [range[0], x] : [at, x];
    return [Math.max(from, Math.min(fixed, moved)), Math.min(to, Math.max(fixed, moved))];
  };
  const enough = (range: ZoomRange | undefined): range is ZoomRange =>
    range !== undefined && range[1] - range[0] > (to - from) / 1_000;
  return {
    onPointerDown(event) {
      const unit = (to - from) / (event.currentTarget.clientWidth || 1);
      const at = place(event);
      const whole = shown[0] <= from && shown[1] >= to;
      const near = (x: number): boolean => Math.abs(at - x) < edge * unit;
      const inside = at > shown[0] && at < shown[1] && !whole;
      const grip: Grip = whole
        ? "new"
        : near(shown[0])
          ? "left"
          : near(shown[1])
            ? "right"
            : inside
              ? "window"
              : "new";
      drag.current = { grip, at, range: shown };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const range = rangeAt(place(event));
      if (enough(range)) choose(range, false);
    },
    onPointerUp(event) {
      const range = rangeAt(place(event));
      drag.current = undefined;
      if (enough(range)) choose(range, true);
    },
  };
}
