import type { Smoothing } from "../../lib/smoothing.ts";
import { inNextFrame, cancelFrame } from "../../lib/frame-scheduler.ts";
import { allPositive, yRange } from "./y-range.ts";
import { chartTheme, type ChartTheme } from "./chart-theme.ts";
import type { XScale, YScale } from "./chart-axes.ts";
import { createChart, type Chart, type ChartBounds } from "./create-chart.ts";
import { drawEndLabels } from "./draw-end-labels.ts";
import { drawHover } from "./draw-hover.ts";
import { drawLines } from "./draw-lines.ts";
import { drawMarks, type DrawMarksOptions } from "./draw-marks.ts";
import { chartCursor, hoveredRun, tooltip, type ChartCursor } from "./hover.ts";
import { lineMarks, type LineMarks } from "./line-marks.ts";
import { nearestRun } from "./nearest-run.ts";
import { prepareLine, type ChartLine, type PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";
import { labelRoom, nextX, wholeX } from "./surface-measures.ts";
import { lineHits, tooltipRows } from "./tooltip-rows.ts";

/** What a chart shows. A new model is drawn in the next frame. */
interface ChartModel {
  readonly lines: readonly ChartLine[];
  readonly xScale: XScale;
  readonly yScale: YScale;
  readonly zoom: readonly [number, number] | undefined;
  readonly smoothing: Smoothing;
  readonly smoothingChosen: boolean;
  readonly clip: boolean;
  readonly log: boolean;
  readonly area: boolean;
  /** Lines are named at their right end. */
  readonly endLabels: boolean;
  /** The run that stays focused while nothing is pointed at. */
  readonly pinned: string | undefined;
}

export interface DrawnState {
  readonly drawn: number;
  readonly stored: number;
  /** Largest x on screen, or undefined without points. */
  readonly lastX: number | undefined;
  readonly offScale: number;
}

export interface ChartSurfaceOptions {
  readonly id: string;
  readonly host: HTMLElement;
  readonly onDrawn: (state: DrawnState) => void;
  readonly onZoom: (range: readonly [number, number]) => void;
  readonly onReset: () => void;
  readonly onPin: (run: string | undefined) => void;
}

export interface ChartSurface {
  update(model: ChartModel): void;
  resize(): void;
  /** Draws with fresh tokens. */
  retheme(): void;
  /** Moves the cursor to the next (1) or previous (−1) stored point and says what is there. */
  moveCursor(by: number): string | undefined;
  destroy(): void;
}

/** A second click within this time resets the zoom and pins nothing. */
const doubleClickMs = 250;

/** Creates the drawing of one chart with its hover layer. It follows the shared cursor and the focused run. */
export function createChartSurface(options: ChartSurfaceOptions): ChartSurface {
  const { id, host } = options;
  let model: ChartModel | undefined;
  let chart: Chart | undefined;
  let made = "";
  let lines: PreparedLine[] = [];
  let marks: readonly LineMarks[] = [];
  let bounds: ChartBounds = { x: [0, 1], y: [0, 1] };
  let overlay: HTMLCanvasElement | undefined;
  let pinning: ReturnType<typeof setTimeout> | undefined;

  const focus = (): string | undefined => {
    const wanted = hoveredRun.get() ?? model?.pinned;
    return wanted !== undefined && lines.some(({ run }) => run === wanted) ? wanted : undefined;
  };

  const build = (): void => {
    if (model === undefined || host.clientWidth < 40 || host.clientHeight < 40) return;
    const pixels = host.clientWidth;
    const { smoothing, smoothingChosen: chosen } = model;
    const log = model.log && allPositive(model.lines);
    lines = model.lines.map((line) => prepareLine(line, { smoothing, chosen, log, pixels }));
    const x = model.zoom ?? wholeX(lines, model.xScale);
    const y = yRange(lines, { x, log, clip: model.clip, fromZero: model.area });
    bounds = { x, y: [y?.min ?? 0, y?.max ?? 1] };
    const nearby = ((x[1] - x[0]) / pixels) * 14;
    marks = lines.map((line) => lineMarks(line, bounds.y[0], bounds.y[1], x, nearby));
    const room = model.endLabels ? labelRoom(lines) : 12;
    const shape = `${model.xScale.key} ${model.xScale.label} ${log} ${room}`;
    if (chart === undefined || shape !== made) create(log, room, shape);
    else chart.setBounds(bounds);
  };

  const create = (log: boolean, room: number, shape: string): void => {
    chart?.destroy();
    const { xScale, yScale } = model as ChartModel;
    made = shape;
    chart = createChart({
      host,
      width: host.clientWidth,
      height: host.clientHeight,
      log,
      xScale,
      yScale,
      labelRoom: room,
      bounds,
      draw,
      onCursor: point,
      onZoom: options.onZoom,
      onReset: options.onReset,
    });
    overlay = document.createElement("canvas");
    overlay.className = "hover-layer";
    chart.over.append(overlay);
    chart.over.addEventListener("click", ({ detail }) => {
      clearTimeout(pinning);
      if (detail !== 1) return;
      const run = hoveredRun.get();
      pinning = setTimeout(() => options.onPin(run), doubleClickMs);
    });
  };

  const draw = (context: CanvasRenderingContext2D, scale: ChartScale, theme: ChartTheme): void => {
    const current = model as ChartModel;
    const focused = focus();
    context.save();
    context.beginPath();
    context.rect(
      scale.left,
      scale.top - 3 * scale.ratio,
      scale.width + 2 * scale.ratio,
      scale.height + 4 * scale.ratio,
    );
    context.clip();
    drawLines(context, { lines, scale, theme, focus: focused, area: current.area });
    const taken: DrawMarksOptions["taken"] = [];
    // The count of points off the scale stands in the upper right corner.
    const right = scale.left + scale.width;
    if (current.clip) taken.push({ from: right - 118 * scale.ratio, to: right, up: true });
    for (const [at, line] of lines.entries()) {
      const alpha = focused !== undefined && line.run !== focused ? 0.35 : 1;
      drawMarks(context, {
        marks: marks[at] as LineMarks,
        scale,
        theme,
        color: theme.color(line.color),
        alpha,
        taken,
      });
    }
    context.restore();
    if (current.endLabels) drawEndLabels(context, lines, scale, theme);
    drawOverlay();
    report();
  };

  const report = (): void => {
    const ends = lines.flatMap(({ data }) =>
      data.xLast.length === 0 ? [] : [data.xLast[data.xLast.length - 1] as number],
    );
    options.onDrawn({
      drawn: lines.reduce((sum, { data }) => sum + data.drawn, 0),
      stored: lines.reduce(
        (sum, { data }) => sum + (model?.zoom === undefined ? data.stored : data.inRange),
        0,
      ),
      lastX: ends.length === 0 ? undefined : Math.max(...ends),
      offScale: marks.reduce(
        (sum, { offScale }) => sum + offScale.reduce((points, item) => points + item.points, 0),
        0,
      ),
    });
  };

  const point = (cursor: { left: number; top: number; x: number } | undefined): void => {
    if (chart === undefined || model === undefined) return;
    if (cursor === undefined) {
      if (chartCursor.get()?.chart === id) leave();
      return;
    }
    const scale = chart.scale();
    const hits = lineHits(lines, cursor.x);
    const height = (value: number): number => (scale.py(value) - scale.top) / scale.ratio;
    hoveredRun.set(lines.length > 1 ? nearestRun(hits, height, cursor.top, hoveredRun.get()) : undefined);
    const box = chart.over.getBoundingClientRect();
    const place = { clientX: box.left + cursor.left, clientY: box.top + cursor.top };
    chartCursor.set({ xName: model.xScale.key, x: cursor.x, chart: id, ...place });
  };

  const leave = (): void => {
    chartCursor.set(undefined);
    hoveredRun.set(undefined);
    tooltip.set(undefined);
  };

  const followed = (): ChartCursor | undefined => {
    const cursor = chartCursor.get();
    const inside =
      cursor !== undefined &&
      cursor.xName === model?.xScale.key &&
      cursor.x >= bounds.x[0] &&
      cursor.x <= bounds.x[1];
    return inside ? cursor : undefined;
  };

  const drawOverlay = (): void => {
    if (chart === undefined || overlay === undefined || model === undefined) return;
    const scale = chart.scale();
    if (overlay.width !== Math.round(scale.width) || overlay.height !== Math.round(scale.height)) {
      overlay.width = Math.round(scale.width);
      overlay.height = Math.round(scale.height);
    }
    const context = overlay.getContext("2d");
    if (context === null) return;
    context.clearRect(0, 0, overlay.width, overlay.height);
    const cursor = followed();
    if (cursor === undefined) return;
    const hits = lineHits(lines, cursor.x);
    const focused = focus();
    const source = cursor.chart === id;
    const ringed = hits.filter(({ line }) =>
      focused === undefined ? lines.length <= 4 : line.run === focused,
    );
    drawHover(context, {
      scale,
      theme: chartTheme(),
      x: cursor.x,
      source,
      hits: ringed,
      format: model.yScale.format,
    });
    if (!source) return;
    const nearest = hits.find(({ line }) => line.run === focused) ?? hits[0];
    tooltip.set({
      xName: model.xScale.label,
      x: model.xScale.format(nearest?.x ?? cursor.x),
      smoothed: hits.some(({ line }) => line.smoothed !== undefined),
      ...tooltipRows(hits, focused),
      clientX: cursor.clientX,
      clientY: cursor.clientY,
    });
  };

  let focusDrawn: string | undefined;
  const refocus = (): void => {
    const now = focus();
    if (now === focusDrawn) return;
    focusDrawn = now;
    chart?.redraw();
  };
  const stops = [
    chartCursor.subscribe(() => inNextFrame(drawOverlay)),
    hoveredRun.subscribe(() => inNextFrame(refocus)),
  ];

  return {
    update(next) {
      model = next;
      inNextFrame(build);
    },
    resize() {
      if (chart === undefined) return inNextFrame(build);
      chart.setSize(host.clientWidth, host.clientHeight);
    },
    retheme: () => chart?.redraw(),
    moveCursor(by) {
      const line = lines.find(({ run }) => run === focus()) ?? lines[0];
      if (line === undefined || chart === undefined || model === undefined || line.at.length === 0)
        return undefined;
      const x = nextX(line, followed()?.x, by, bounds.x);
      const scale = chart.scale();
      const box = chart.over.getBoundingClientRect();
      const clientX = box.left + (scale.px(x) - scale.left) / scale.ratio;
      chartCursor.set({ xName: model.xScale.key, x, chart: id, clientX, clientY: box.top + box.height / 2 });
      const hit = lineHits([line], x)[0];
      return hit === undefined
        ? undefined
        : `${model.xScale.label} ${model.xScale.format(x)}, ${line.label}, ${model.yScale.format(hit.value)}`;
    },
    destroy() {
      for (const stop of stops) stop();
      clearTimeout(pinning);
      cancelFrame(build);
      cancelFrame(drawOverlay);
      cancelFrame(refocus);
      if (chartCursor.get()?.chart === id) leave();
      chart?.destroy();
      chart = undefined;
    },
  };
}
