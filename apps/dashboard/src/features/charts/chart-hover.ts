import { isScrolling, scrollRestMs } from "../../lib/scroll-rest.ts";
import type { ChartModel, Picture } from "./build-picture.ts";
import type { PlotBox, PlotPlace } from "./chart-gestures.ts";
import { chartTheme } from "./chart-theme.ts";
import type { Chart } from "./create-chart.ts";
import { drawHover, drawMark } from "./draw-hover.ts";
import { groupBandNames } from "./group-line.ts";
import { chartCursor, hoveredRun, tooltip, type ChartCursor } from "./hover.ts";
import { lineHits, pointerHits, type LineHit } from "./line-hits.ts";
import { nearestRun } from "./nearest-run.ts";
import { nextX } from "./surface-measures.ts";
import { tooltipRows } from "./tooltip-rows.ts";

export interface ChartHoverOptions {
  readonly id: string;
  /** Undefined before the first drawing. */
  readonly state: () =>
    | { readonly chart: Chart; readonly picture: Picture; readonly model: ChartModel }
    | undefined;
}

/** The layer over a chart that follows the pointer, on its own canvas. */
export interface ChartHover {
  attach(over: HTMLElement): void;
  draw(): void;
  point(place: PlotPlace | undefined): void;
  mark(box: PlotBox | undefined): void;
  /** The run that this chart's other lines stand back for. */
  focus(): string | undefined;
  moveCursor(by: number): string | undefined;
  moveFocus(by: number): string | undefined;
  /** The logged step nearest to where the cursor of this chart was last; undefined where x is not the step. */
  stepAt(): number | undefined;
  /** Where the cursor of this chart is, or was last. */
  lastX(): number | undefined;
  /** The chart shows something else now: the pointer is over another x, and over another x axis over none. */
  renew(): void;
  /** Takes this chart's cursor away. */
  leave(): void;
}

/** Creates the hover layer of one chart. */
export function createChartHover({ id, state }: ChartHoverOptions): ChartHover {
  let over: HTMLElement | undefined;
  let overlay: HTMLCanvasElement | undefined;
  let marked: PlotBox | undefined;
  let last: PlotPlace | undefined;
  let lastX: number | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const focus = (): string | undefined => {
    const now = state();
    const wanted = hoveredRun.get() ?? now?.model.pinned;
    return wanted !== undefined && now?.picture.lines.some(({ run }) => run === wanted) === true
      ? wanted
      : undefined;
  };

  const leave = (): void => {
    clearTimeout(waiting);
    if (chartCursor.get()?.chart !== id) return;
    chartCursor.set(undefined);
    hoveredRun.set(undefined);
    tooltip.set(undefined);
  };

  const point = (place: PlotPlace | undefined): void => {
    const now = state();
    clearTimeout(waiting);
    last = place;
    if (now === undefined) return;
    if (place === undefined) return leave();
    // Charts that pass under the pointer are not pointed at; the one where the scroll rests is.
    if (isScrolling()) {
      leave();
      waiting = setTimeout(() => point(last), scrollRestMs);
      return;
    }
    const { chart, picture, model } = now;
    const scale = chart.scale();
    const x = picture.x[0] + (place.left / (chart.over.clientWidth || 1)) * (picture.x[1] - picture.x[0]);
    lastX = x;
    const hits = pointerHits(picture.lines, x, scale, place.top);
    const height = (value: number): number => (scale.py(value) - scale.top) / scale.ratio;
    hoveredRun.set(
      picture.lines.length > 1 ? nearestRun(hits, height, place.top, hoveredRun.get()) : undefined,
    );
    const box = chart.over.getBoundingClientRect();
    chartCursor.set({
      xName: model.xScale.key,
      x,
      chart: id,
      clientX: box.left + place.left,
      clientY: box.top + place.top,
      top: place.top,
    });
  };

  const followed = (): ChartCursor | undefined => {
    const [cursor, now] = [chartCursor.get(), state()];
    if (cursor === undefined || now === undefined || cursor.xName !== now.model.xScale.key) return undefined;
    const [from, to] = now.picture.x;
    return cursor.x >= from && cursor.x <= to ? cursor : undefined;
  };

  const draw = (): void => {
    const now = state();
    if (now === undefined || over === undefined) return;
    const { chart, picture, model } = now;
    const cursor = followed();
    if (marked === undefined && cursor === undefined) {
      overlay?.remove();
      overlay = undefined;
      return;
    }
    overlay ??= addLayer(over);
    const scale = chart.scale();
    const [width, height] = [Math.round(scale.width), Math.round(scale.height)];
    if (overlay.width !== width || overlay.height !== height)
      [overlay.width, overlay.height] = [width, height];
    const context = overlay.getContext("2d");
    if (context === null) return;
    context.clearRect(0, 0, width, height);
    if (marked !== undefined) drawMark(context, marked, scale, chartTheme());
    if (cursor === undefined) return;
    const focused = focus();
    const source = cursor.chart === id;
    const { lines } = picture;
    // Only the source has a tooltip with all runs; the others show one, or a few.
    const wanted = source
      ? lines
      : focused === undefined
        ? lines.slice(0, 5)
        : lines.filter(({ run }) => run === focused);
    const hits = pointerHits(wanted, cursor.x, scale, source ? cursor.top : undefined);
    const ringed = hits.filter(({ line }) =>
      focused === undefined ? lines.length <= 4 : line.run === focused,
    );
    const nearest = hits.find(({ line }) => line.run === focused) ?? nearestInX(hits, cursor.x);
    drawHover(context, {
      scale,
      theme: chartTheme(),
      x: source ? (snapped(scale.px(cursor.x), nearest, scale.px, scale.ratio) ?? cursor.x) : cursor.x,
      source,
      hits: ringed,
      format: model.yScale.format,
    });
    if (!source) return;
    const bands = new Set(
      hits.flatMap(({ line }) => (line.group === undefined ? [] : [groupBandNames[line.group.band]])),
    );
    tooltip.set({
      xName: model.xScale.label,
      x: model.xScale.format(nearest?.x ?? cursor.x),
      smoothed: hits.some(({ line }) => line.smoothed !== undefined),
      band: [...bands].join(", "),
      format: model.yScale.format,
      ...tooltipRows(hits, focused),
      clientX: cursor.clientX,
      clientY: cursor.clientY,
    });
  };

  const setCursor = (x: number, run: string | undefined): void => {
    const { chart, model } = state() as NonNullable<ReturnType<typeof state>>;
    const scale = chart.scale();
    lastX = x;
    const box = chart.over.getBoundingClientRect();
    const clientX = box.left + (scale.px(x) - scale.left) / scale.ratio;
    if (run !== undefined) hoveredRun.set(run);
    chartCursor.set({ xName: model.xScale.key, x, chart: id, clientX, clientY: box.top + box.height / 2 });
  };
  const spoken = (hit: LineHit | undefined): string | undefined => {
    const { model } = state() as NonNullable<ReturnType<typeof state>>;
    if (hit === undefined) return undefined;
    return `${model.xScale.label} ${model.xScale.format(hit.x)}, ${hit.line.label}, ${model.yScale.format(hit.value)}`;
  };

  return {
    attach(element) {
      over = element;
      overlay = undefined;
    },
    draw,
    point,
    mark(box) {
      marked = box;
      draw();
    },
    focus,
    leave,
    renew() {
      const cursor = chartCursor.get();
      if (cursor?.chart !== id) return;
      if (cursor.xName !== state()?.model.xScale.key) leave();
      else if (cursor.top !== undefined && last !== undefined) point(last);
    },
    moveCursor(by) {
      const now = state();
      const line = now?.picture.lines.find(({ run }) => run === focus()) ?? now?.picture.lines[0];
      if (now === undefined || line === undefined || line.at.length === 0) return undefined;
      const x = nextX(line, followed()?.x, by, now.picture.x);
      setCursor(x, undefined);
      return spoken(lineHits([line], x)[0]);
    },
    moveFocus(by) {
      const now = state();
      if (now === undefined || now.picture.lines.length === 0) return undefined;
      const x = followed()?.x ?? now.picture.x[1];
      const hits = lineHits(now.picture.lines, x).toSorted((a, b) => b.value - a.value);
      const at = hits.findIndex(({ line }) => line.run === focus());
      const next = hits[at === -1 ? 0 : Math.min(hits.length - 1, Math.max(0, at + by))];
      if (next === undefined) return undefined;
      setCursor(next.x, next.line.run);
      return spoken(next);
    },
    lastX: () => lastX,
    stepAt() {
      const now = state();
      if (now === undefined || lastX === undefined || now.model.xScale.key !== "_step") return undefined;
      const hits = lineHits(now.picture.lines, lastX);
      const hit = hits.find(({ line }) => line.run === focus()) ?? nearestInX(hits, lastX);
      return Math.round(hit?.x ?? lastX);
    },
  };
}

const reach = 40;

/** Only charts under the cursor have one: each canvas costs every frame of a scroll. */
function addLayer(over: HTMLElement): HTMLCanvasElement {
  const layer = document.createElement("canvas");
  layer.className = "hover-layer";
  over.append(layer);
  return layer;
}

/** x of the nearest stored point within 40 px of the pointer. */
function snapped(
  at: number,
  hit: LineHit | undefined,
  px: (x: number) => number,
  ratio: number,
): number | undefined {
  return hit !== undefined && Math.abs(px(hit.x) - at) <= reach * ratio ? hit.x : undefined;
}

function nearestInX(hits: readonly LineHit[], x: number): LineHit | undefined {
  let best: LineHit | undefined;
  for (const hit of hits) if (best === undefined || Math.abs(hit.x - x) < Math.abs(best.x - x)) best = hit;
  return best;
}
