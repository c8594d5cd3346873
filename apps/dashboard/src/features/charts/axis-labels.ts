import type { AxisTicks, XScale } from "./chart-axes.ts";
import type { ChartTheme } from "./chart-theme.ts";
import type { ChartScale } from "./scale.ts";

/** Writes the ticks of a y axis at the left of the plot. */
export function drawYLabels(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  { values, labels }: AxisTicks,
  { left, ratio, py }: Pick<ChartScale, "left" | "ratio" | "py">,
): void {
  context.font = `${10.5 * ratio}px ${theme.font}`;
  context.fillStyle = theme.color("--ink-3");
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const [at, value] of values.entries())
    context.fillText(labels[at] ?? "", left - 6 * ratio, Math.round(py(value)));
}

export interface XLabelsOptions {
  readonly ticks: AxisTicks;
  readonly bounds: readonly [number, number];
  readonly left: number;
  readonly width: number;
  /** Where the line of the axis is. */
  readonly bottom: number;
  /** How far labels may reach to the right of the plot. */
  readonly room: number;
  readonly ratio: number;
}

/** Writes the ticks of an x axis and its name at its end; a tick that would touch the name or the edge is left out. */
export function drawXLabels(
  context: CanvasRenderingContext2D,
  { label }: XScale,
  theme: ChartTheme,
  { ticks, bounds, left, width, bottom, room, ratio }: XLabelsOptions,
): void {
  const font = `${10.5 * ratio}px ${theme.font}`;
  const top = bottom + 8 * ratio;
  context.font = font;
  context.fillStyle = theme.color("--ink-3");
  context.textBaseline = "top";
  context.textAlign = "right";
  if (label !== "") context.fillText(label, left + width, top);
  const end = left + width + (label === "" ? room : -context.measureText(label).width - 8 * ratio);
  context.textAlign = "center";
  let before = Number.NEGATIVE_INFINITY;
  for (const [at, value] of ticks.values.entries()) {
    const text = ticks.labels[at] ?? "";
    const isBold = ticks.bold?.includes(at) === true;
    context.font = isBold ? `600 ${font}` : font;
    context.fillStyle = theme.color(isBold ? "--ink-2" : "--ink-3");
    const half = context.measureText(text).width / 2;
    const x = left + ((value - bounds[0]) / (bounds[1] - bounds[0] || 1)) * width;
    if (x + half > end || x - half < before) continue;
    before = x + half + 6 * ratio;
    context.fillText(text, x, top);
  }
}
