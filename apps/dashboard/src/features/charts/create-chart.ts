import uPlot from "uplot";
import type { YTransform } from "../../lib/y-transform.ts";
import { drawXLabels, drawYLabels } from "./axis-labels.ts";
import { yTicks, type AxisTicks, type XScale, type YScale } from "./chart-axes.ts";
import { chartTheme, type ChartTheme } from "./chart-theme.ts";
import { createScale, type ChartScale } from "./scale.ts";

interface ChartBounds {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly transform: YTransform;
}

export interface CreateChartOptions {
  readonly host: HTMLElement;
  readonly width: number;
  readonly height: number;
  readonly xScale: XScale;
  readonly yScale: YScale;
  /** Room at the right for labels of lines, CSS pixels. */
  readonly labelRoom: number;
  readonly bounds: ChartBounds;
  /** Draws the lines; the axes are there already. */
  readonly draw: (context: CanvasRenderingContext2D, scale: ChartScale, theme: ChartTheme) => void;
}

/** A chart on the page: its axes by uPlot, its lines by the caller. */
export interface Chart {
  /** The element over the plot, which takes pointers. */
  readonly over: HTMLElement;
  scale(): ChartScale;
  setBounds(bounds: ChartBounds): void;
  setSize(width: number, height: number): void;
  /** Draws again with the same bounds. */
  redraw(): void;
  destroy(): void;
}

/** Creates a chart in `host`. The data stays outside of uPlot: it sees the corners only, as places on the axes. */
export function createChart(options: CreateChartOptions): Chart {
  const { host, xScale, yScale, labelRoom } = options;
  let { bounds } = options;
  let xLabels: AxisTicks = { values: [], labels: [] };
  let yLabels: AxisTicks = { values: [], labels: [] };
  const places = (): [number, number] => [bounds.transform.to(bounds.y[0]), bounds.transform.to(bounds.y[1])];
  const corners = (): uPlot.AlignedData => [[...bounds.x], places()];

  const xSplits = (plot: uPlot): number[] => {
    xLabels = xScale.ticks(...bounds.x, Math.max(2, Math.floor(plot.bbox.width / uPlot.pxRatio / 76)));
    return [...xLabels.values];
  };
  const ySplits = (plot: uPlot): number[] => {
    const height = plot.bbox.height / uPlot.pxRatio || options.height - 30;
    yLabels = yTicks(yScale, bounds.y, Math.max(2, Math.floor(height / 38)), bounds.transform);
    return yLabels.values.map(bounds.transform.to);
  };
  const color = (name: string) => () => chartTheme().color(name);
  const font = `10.5px ${chartTheme().font}`;

  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      padding: [8, labelRoom, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      pxAlign: 1,
      scales: {
        x: { time: false, range: () => [...bounds.x] },
        y: { range: () => places() },
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
          splits: xSplits,
          values: (_, values) => values.map(() => ""),
        },
        {
          stroke: color("--ink-3"),
          font,
          gap: 6,
          size: (self) => widest(self, yLabels.labels, font) + 16,
          grid: { stroke: color("--grid"), width: 1 },
          ticks: { show: false },
          splits: ySplits,
          filter: (_, values) => values,
          values: (_, values) => values.map(() => ""),
        },
      ],
      hooks: {
        draw: [
          (self) => {
            const theme = chartTheme();
            const { ctx, bbox } = self;
            const ratio = uPlot.pxRatio;
            ctx.save();
            drawXLabels(ctx, xScale, theme, {
              ticks: xLabels,
              bounds: bounds.x,
              left: bbox.left,
              width: bbox.width,
              bottom: bbox.top + bbox.height,
              room: labelRoom * ratio,
              ratio,
            });
            const scale = scaleOf(self);
            drawYLabels(ctx, theme, yLabels, scale);
            options.draw(ctx, scale, theme);
            ctx.restore();
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
      y: bounds.transform,
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
