import uPlot from "uplot";
import type { ChartTheme } from "./chart-theme.ts";
import { chartTheme } from "./chart-theme.ts";
import type { XScale, YScale } from "./chart-axes.ts";
import { createScale, type ChartScale } from "./scale.ts";

export interface ChartBounds {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface CreateChartOptions {
  readonly host: HTMLElement;
  readonly width: number;
  readonly height: number;
  readonly log: boolean;
  readonly xScale: XScale;
  readonly yScale: YScale;
  /** Room at the right for labels of lines, CSS pixels. */
  readonly labelRoom: number;
  readonly bounds: ChartBounds;
  /** Draws the lines; the axes are there already. */
  readonly draw: (context: CanvasRenderingContext2D, scale: ChartScale, theme: ChartTheme) => void;
  /** The pointer in the plot, in CSS pixels and in units of x; undefined when it left. */
  readonly onCursor: (cursor: { left: number; top: number; x: number } | undefined) => void;
  readonly onZoom: (range: readonly [number, number]) => void;
  readonly onReset: () => void;
}

/** A chart on the page: axes, zoom and cursor by uPlot, lines by the caller. */
export interface Chart {
  readonly over: HTMLElement;
  scale(): ChartScale;
  setBounds(bounds: ChartBounds): void;
  setSize(width: number, height: number): void;
  /** Draws again with the same bounds. */
  redraw(): void;
  destroy(): void;
}

/** Creates a chart in `host`. The x and y of the data stay outside of uPlot: it sees the corners only. */
export function createChart(options: CreateChartOptions): Chart {
  const { host, log, xScale, yScale, labelRoom } = options;
  let bounds = options.bounds;
  const labels = { x: new Map<number, string>(), y: new Map<number, string>() };
  const corners = (): uPlot.AlignedData => [[...bounds.x], [...bounds.y]];

  const xTicks = (plot: uPlot): number[] => {
    const theme = chartTheme();
    const width = plot.bbox.width / uPlot.pxRatio;
    const { values, labels: texts } = xScale.ticks(...bounds.x, Math.max(2, Math.floor(width / 104)));
    labels.x = new Map(values.map((value, at) => [value, texts[at] as string]));
    dropUnderLabel(plot, values, theme);
    return values;
  };

  // The tick that would touch the name of the axis is not named.
  const dropUnderLabel = (plot: uPlot, values: readonly number[], theme: ChartTheme): void => {
    const width = plot.bbox.width / uPlot.pxRatio;
    const { ctx } = plot;
    ctx.save();
    ctx.font = `10.5px ${theme.font}`;
    const labelWidth = xScale.label === "" ? 0 : ctx.measureText(xScale.label).width + 8;
    for (const value of values) {
      const half = ctx.measureText(labels.x.get(value) ?? "").width / 2;
      const end = ((value - bounds.x[0]) / (bounds.x[1] - bounds.x[0] || 1)) * width + half;
      if (end > width + (labelWidth === 0 ? labelRoom : 0) - labelWidth) labels.x.set(value, "");
    }
    ctx.restore();
  };

  const yTicks = (plot: uPlot): number[] => {
    const height = plot.bbox.height / uPlot.pxRatio || options.height - 30;
    const { values, labels: texts } = yScale.ticks(...bounds.y, Math.max(2, Math.round(height / 46)), log);
    labels.y = new Map(values.map((value, at) => [value, texts[at] as string]));
    return values;
  };

  const color = (name: string) => () => chartTheme().color(name);
  const font = `10.5px ${chartTheme().font}`;

  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      padding: [8, labelRoom, 0, 0],
      legend: { show: false },
      pxAlign: 1,
      scales: {
        x: { time: false, range: () => [...bounds.x] },
        y: { distr: log ? 3 : 1, range: () => [...bounds.y] },
      },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [
        {
          stroke: color("--ink-3"),
          font,
          size: 24,
          gap: 4,
          grid: { show: false },
          border: { show: true, stroke: color("--axis"), width: 1 },
          ticks: { stroke: color("--axis"), width: 1, size: 4 },
          splits: xTicks,
          values: (_, values) => values.map((value) => labels.x.get(value) ?? ""),
        },
        {
          stroke: color("--ink-3"),
          font,
          gap: 6,
          size: (self, values) => widest(self, values ?? [], font) + 16,
          grid: { stroke: color("--grid"), width: 1 },
          ticks: { show: false },
          splits: yTicks,
          filter: (_, values) => values,
          values: (_, values) => values.map((value) => labels.y.get(value) ?? ""),
        },
      ],
      cursor: {
        x: false,
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: 6 },
        bind: {
          dblclick: () => () => {
            options.onReset();
            return null;
          },
        },
      },
      hooks: {
        draw: [
          (self) => {
            const theme = chartTheme();
            nameAxis(self, xScale.label, theme);
            const scale = scaleOf(self);
            const { ctx } = self;
            ctx.save();
            options.draw(ctx, scale, theme);
            ctx.restore();
          },
        ],
        setCursor: [
          (self) => {
            const { left = -1, top = -1 } = self.cursor;
            const inside = left >= 0 && top >= 0;
            options.onCursor(inside ? { left, top, x: self.posToVal(left, "x") } : undefined);
          },
        ],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            if (width > 6) options.onZoom([self.posToVal(left, "x"), self.posToVal(left + width, "x")]);
          },
        ],
      },
    },
    corners(),
    host,
  );

  const scaleOf = (self: uPlot): ChartScale =>
    createScale({
      left: self.bbox.left,
      top: self.bbox.top,
      width: self.bbox.width,
      height: self.bbox.height,
      ratio: uPlot.pxRatio,
      xMin: bounds.x[0],
      xMax: bounds.x[1],
      yMin: bounds.y[0],
      yMax: bounds.y[1],
      log,
    });

  return {
    over: plot.over,
    scale: () => scaleOf(plot),
    setBounds(next) {
      bounds = next;
      plot.setData(corners(), true);
    },
    setSize: (width, height) => plot.setSize({ width, height }),
    redraw: () => plot.redraw(false, false),
    destroy: () => plot.destroy(),
  };
}

function widest(plot: uPlot, texts: readonly string[], font: string): number {
  const { ctx } = plot;
  ctx.save();
  ctx.font = font;
  const width = Math.max(0, ...texts.map((text) => ctx.measureText(text).width));
  ctx.restore();
  return Math.ceil(width);
}

function nameAxis(plot: uPlot, text: string, theme: ChartTheme): void {
  if (text === "") return;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = `${10.5 * ratio}px ${theme.font}`;
  ctx.fillStyle = theme.color("--ink-3");
  ctx.textAlign = "right";
  ctx.textBaseline = "top";
  ctx.fillText(text, bbox.left + bbox.width, bbox.top + bbox.height + 8 * ratio);
  ctx.restore();
}
