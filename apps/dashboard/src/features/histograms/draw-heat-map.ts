import { linearTicks } from "../../lib/axis-ticks.ts";
import { formatTicks } from "../../lib/format-ticks.ts";
import type { ChartTheme } from "../charts/chart-theme.ts";
import { columnSpan, strength, type HeatMapModel } from "./heat-map-model.ts";

/** Where the cells lie inside the canvas, CSS pixels. */
export interface HeatMapBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws cells and axes at CSS pixels, and says where the cells lie. */
export function drawHeatMap(
  context: CanvasRenderingContext2D,
  model: HeatMapModel,
  width: number,
  height: number,
  theme: ChartTheme,
  ramp: readonly string[],
): HeatMapBox {
  const y = linearTicks(...model.y, Math.max(2, Math.floor((height - 36) / 38)));
  const yLabels = formatTicks(y.values, y.step);
  context.font = `10.5px ${theme.font}`;
  const left = Math.ceil(Math.max(...yLabels.map((text) => context.measureText(text).width), 12)) + 16;
  const box = { left, top: 8, width: Math.max(1, width - left - 12), height: Math.max(1, height - 34) };
  context.fillStyle = theme.color("--surface");
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  cells(context, model, box, theme, ramp);
  context.restore();
  context.fillStyle = theme.color("--ink-3");
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const [at, value] of y.values.entries()) {
    const place = box.top + box.height * (1 - (value - model.y[0]) / (model.y[1] - model.y[0]));
    context.fillText(yLabels[at] as string, box.left - 6, place);
  }
  xAxis(context, model, box, theme);
  return box;
}

function cells(
  context: CanvasRenderingContext2D,
  model: HeatMapModel,
  box: HeatMapBox,
  theme: ChartTheme,
  ramp: readonly string[],
): void {
  const { columns, x, y, most } = model;
  const px = (value: number): number => box.left + ((value - x[0]) / (x[1] - x[0])) * box.width;
  const py = (value: number): number => box.top + (1 - (value - y[0]) / (y[1] - y[0])) * box.height;
  let lastPixel = Number.NEGATIVE_INFINITY;
  let gapFrom = 0;
  for (const [at, { edges, counts }] of columns.entries()) {
    const [from, to] = columnSpan(model, at).map(px) as [number, number];
    // Columns narrower than a pixel would be painted over one another: the first of each pixel is drawn.
    if (to - from < 0.7 && from - lastPixel < 0.7) continue;
    lastPixel = from;
    const start = Math.floor(from);
    const columnWidth = Math.max(1, Math.ceil(to) - start);
    if (counts.length === 0) {
      hatch(context, theme, start, box.top, columnWidth, box.height);
      const isLast = columns[at + 1]?.counts.length !== 0;
      if (columns[at - 1]?.counts.length !== 0) gapFrom = start;
      if (isLast) reason(context, theme, gapFrom, start + columnWidth, box.top + box.height / 2);
      continue;
    }
    for (const [bin, count] of counts.entries()) {
      if (!(count > 0)) continue;
      const top = Math.floor(py(edges[bin + 1] as number));
      const bottom = Math.ceil(py(edges[bin] as number));
      context.fillStyle = ramp[Math.round(strength(count, most) * 255)] as string;
      context.fillRect(start, top, columnWidth, Math.max(1, bottom - top));
    }
  }
}

/** Says over a hatched gap why there is nothing, where it fits. */
function reason(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  from: number,
  to: number,
  middle: number,
): void {
  context.font = `600 10.5px ${theme.font}`;
  const word = "no values";
  const width = context.measureText(word).width;
  if (to - from >= width + 8) {
    context.fillStyle = theme.color("--inset");
    context.fillRect((from + to - width) / 2 - 3, middle - 8, width + 6, 16);
    context.fillStyle = theme.color("--ink-2");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(word, (from + to) / 2, middle);
  }
  context.font = `10.5px ${theme.font}`;
}

function hatch(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = theme.color("--inset");
  context.fillRect(left, top, width, height);
  context.strokeStyle = theme.color("--line-strong");
  context.lineWidth = 1;
  context.beginPath();
  for (let at = Math.floor((left - height) / 6) * 6; at < left + width; at += 6) {
    context.moveTo(at, top + height);
    context.lineTo(at + height, top);
  }
  context.stroke();
  context.restore();
}

function xAxis(
  context: CanvasRenderingContext2D,
  { x }: HeatMapModel,
  box: HeatMapBox,
  theme: ChartTheme,
): void {
  const { values, step } = linearTicks(...x, Math.max(2, Math.floor(box.width / 76)));
  const whole = values.filter(Number.isInteger);
  const labels = formatTicks(whole, Math.max(1, step));
  const bottom = box.top + box.height + 0.5;
  context.strokeStyle = theme.color("--axis");
  context.fillStyle = theme.color("--ink-3");
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(box.left, bottom);
  context.lineTo(box.left + box.width, bottom);
  context.textAlign = "center";
  context.textBaseline = "top";
  const room = context.measureText("step").width + 8;
  for (const [at, value] of whole.entries()) {
    const place = box.left + ((value - x[0]) / (x[1] - x[0])) * box.width;
    context.moveTo(place, bottom);
    context.lineTo(place, bottom + 4);
    const half = context.measureText(labels[at] as string).width / 2;
    if (place + half < box.left + box.width - room && place - half > 0)
      context.fillText(labels[at] as string, place, bottom + 7);
  }
  context.stroke();
  context.textAlign = "right";
  context.fillText("step", box.left + box.width, bottom + 7);
}
