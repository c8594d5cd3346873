import { cancelFrame, inNextFrame } from "../../lib/frame-scheduler.ts";
import { inTurn, leaveTurn } from "../../lib/frame-turns.ts";
import { isScrolling } from "../../lib/scroll-rest.ts";
import { buildPicture, type ChartModel, type Picture } from "./build-picture.ts";
import { attachGestures, type PlotBox, type PlotPlace } from "./chart-gestures.ts";
import { createChartHover } from "./chart-hover.ts";
import type { ChartTheme } from "./chart-theme.ts";
import { createChart, type Chart } from "./create-chart.ts";
import { chartCursor, hoveredRun } from "./hover.ts";
import { drawEvents } from "./draw-events.ts";
import { drawStep } from "./draw-step.ts";
import { createLineLayer } from "./line-layer.ts";
import type { ChartScale } from "./scale.ts";

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
  /** x, and y where a box was drawn. `done` is false while a drag or a pinch goes on. */
  readonly onZoom: (zoom: ChartZoom) => void;
  /** What was dragged or pinched stays as it is. */
  readonly onSettle: () => void;
  readonly onReset: () => void;
  readonly onPin: (run: string | undefined) => void;
  readonly onStep: (step: number) => void;
}

export interface ChartZoom {
  readonly x: readonly [number, number];
  readonly y?: readonly [number, number];
  readonly done: boolean;
}

export interface ChartSurface {
  update(model: ChartModel): void;
  resize(): void;
  /** Draws with fresh tokens. */
  retheme(): void;
  /** Moves the cursor to the next (1) or previous (−1) stored point and says what is there. */
  moveCursor(by: number): string | undefined;
  /** Focuses the run above (−1) or below (1) at the cursor and says what is there. */
  moveFocus(by: number): string | undefined;
  /** The logged step that was pointed at last, by pointer or key; undefined before that, and where x is not the step. */
  stepAt(): number | undefined;
  /** x that was pointed at last, by pointer or key; undefined before that. */
  lastX(): number | undefined;
  /** What is on screen, for a download or a table; undefined before the first drawing. */
  picture(): { readonly picture: Picture; readonly model: ChartModel } | undefined;
  /** Shows a part of x: `by` of its length to the side, `factor` of its length around its middle. */
  move(by: number, factor: number): void;
  destroy(): void;
}

/** Creates the drawing of one chart with its hover layer. It follows the shared cursor and the focused run. */
export function createChartSurface(options: ChartSurfaceOptions): ChartSurface {
  const { id, host } = options;
  const layer = createLineLayer();
  let model: ChartModel | undefined;
  let chart: Chart | undefined;
  let made = "";
  let picture: Picture | undefined;
  let detach = (): void => {};

  const hover = createChartHover({
    id,
    state: () =>
      chart === undefined || picture === undefined || model === undefined
        ? undefined
        : { chart, picture, model },
  });

  const build = (): void => {
    if (model === undefined || host.clientWidth < 40 || host.clientHeight < 40) return;
    picture = buildPicture(model, host.clientWidth);
    const { x, y, transform, labelRoom } = picture;
    const shape = `${model.xScale.key} ${model.xScale.label} ${labelRoom}`;
    if (chart === undefined || shape !== made) create(picture, shape);
    else chart.setBounds({ x, y, transform });
    hover.renew();
  };

  const create = ({ x, y, transform, labelRoom }: Picture, shape: string): void => {
    detach();
    chart?.destroy();
    const { xScale, yScale } = model as ChartModel;
    made = shape;
    chart = createChart({
      host,
      width: host.clientWidth,
      height: host.clientHeight,
      xScale,
      yScale,
      labelRoom,
      bounds: { x, y, transform },
      draw,
    });
    hover.attach(chart.over);
    detach = attachGestures(chart.over, {
      onPoint: hover.point,
      onMark: hover.mark,
      onSelect: select,
      onPan: (by) => pan(by),
      onScale: (factor, left) => scaleX(factor, left),
      onSettle: () => options.onSettle(),
      onClick: () => options.onPin(hoveredRun.get()),
      onAltClick: () => {
        const step = hover.stepAt();
        if (step !== undefined) options.onStep(step);
      },
      onReset: () => options.onReset(),
    });
  };

  const valueAt = ({ left }: Pick<PlotPlace, "left">): number => {
    const { x } = picture as Picture;
    return x[0] + (left / ((chart as Chart).over.clientWidth || 1)) * (x[1] - x[0]);
  };
  const heightAt = (top: number): number => {
    const { y, transform } = picture as Picture;
    const [low, high] = [transform.to(y[0]), transform.to(y[1])];
    return transform.from(high - (top / ((chart as Chart).over.clientHeight || 1)) * (high - low));
  };
  const select = (box: PlotBox): void => {
    if (chart === undefined || picture === undefined) return;
    const { x } = picture;
    const to =
      box.left + box.width >= chart.over.clientWidth - 1 ? x[1] : valueAt({ left: box.left + box.width });
    options.onZoom({
      x: [valueAt(box), to],
      ...(box.both && box.height > 6
        ? { y: [heightAt(box.top + box.height), heightAt(box.top)] as const }
        : {}),
      done: true,
    });
  };
  const pan = (pixels: number): void => {
    if (chart === undefined || picture === undefined) return;
    const { x } = picture;
    const by = (-pixels / (chart.over.clientWidth || 1)) * (x[1] - x[0]);
    options.onZoom({ x: [x[0] + by, x[1] + by], done: false });
  };
  const scaleX = (factor: number, left: number): void => {
    if (chart === undefined || picture === undefined) return;
    const { x } = picture;
    const at = valueAt({ left });
    options.onZoom({ x: [at - (at - x[0]) * factor, at + (x[1] - at) * factor], done: false });
  };

  const draw = (context: CanvasRenderingContext2D, scale: ChartScale, theme: ChartTheme): void => {
    if (model === undefined || picture === undefined) return;
    const { area, band, endLabels, clip } = model;
    // The count of points off the scale stands in the upper right corner.
    const corner = clip ? 118 : 0;
    layer.paint(context, { picture, scale, theme, focus: hover.focus(), area, band, endLabels, corner });
    if (model.events !== undefined) drawEvents(context, { events: model.events, scale, theme });
    if (model.step !== undefined) {
      const name = `step ${model.xScale.format(model.step)}`;
      drawStep(context, { x: model.step, name, scale, theme });
    }
    hover.draw();
    options.onDrawn(drawnState(picture, model));
  };

  let focusDrawn: string | undefined;
  const refocus = (): void => {
    const now = hover.focus();
    if (now === focusDrawn) return;
    focusDrawn = now;
    chart?.redraw();
  };
  const stops = [
    chartCursor.subscribe(() => inNextFrame(hover.draw)),
    hoveredRun.subscribe(() => inNextFrame(refocus)),
  ];

  // Charts come one by one while a page scrolls into them; what is on screen changes at once.
  const plan = (): void => (chart === undefined || isScrolling() ? inTurn(build) : inNextFrame(build));

  return {
    update(next) {
      model = next;
      plan();
    },
    resize() {
      if (chart === undefined) return plan();
      chart.setSize(host.clientWidth, host.clientHeight);
    },
    retheme() {
      layer.forget();
      chart?.redraw();
    },
    moveCursor: hover.moveCursor,
    moveFocus: hover.moveFocus,
    stepAt: hover.stepAt,
    lastX: hover.lastX,
    picture: () => (picture === undefined || model === undefined ? undefined : { picture, model }),
    move(by, factor) {
      if (picture === undefined) return;
      const [from, to] = picture.x;
      const middle = (from + to) / 2 + by * (to - from);
      const half = ((to - from) / 2) * factor;
      options.onZoom({ x: [middle - half, middle + half], done: true });
    },
    destroy() {
      for (const stop of stops) stop();
      detach();
      cancelFrame(build);
      leaveTurn(build);
      cancelFrame(hover.draw);
      cancelFrame(refocus);
      hover.leave();
      chart?.destroy();
      chart = undefined;
    },
  };
}

function drawnState({ lines, marks }: Picture, { zoom }: ChartModel): DrawnState {
  let lastX: number | undefined;
  for (const { data } of lines) {
    const end = data.xLast[data.xLast.length - 1];
    if (end !== undefined && (lastX === undefined || end > lastX)) lastX = end;
  }
  const sum = (of: (at: number) => number): number => lines.reduce((total, _, at) => total + of(at), 0);
  return {
    drawn: sum((at) => lines[at]?.data.drawn ?? 0),
    stored: sum((at) => (zoom === undefined ? lines[at]?.data.stored : lines[at]?.data.inRange) ?? 0),
    lastX,
    offScale: sum((at) => marks[at]?.offScale.reduce((points, item) => points + item.points, 0) ?? 0),
  };
}
