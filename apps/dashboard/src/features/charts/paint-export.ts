import { drawXLabels } from "./axis-labels.ts";
import type { ChartModel, Picture } from "./build-picture.ts";
import { yTicks } from "./chart-axes.ts";
import type { ChartTheme } from "./chart-theme.ts";
import type { NewPath } from "./line-paths.ts";
import { paintPicture } from "./paint-picture.ts";
import { createScale } from "./scale.ts";

export interface PaintExportOptions {
  readonly title: string;
  readonly picture: Picture;
  readonly model: ChartModel;
  readonly theme: ChartTheme;
  readonly width: number;
  readonly newPath?: NewPath | undefined;
}

const plotHeight = 400;
const headHeight = 34;
const axisHeight = 30;
const lineHeight = 18;
const edge = 16;
/** Names in a legend; what is left out is counted. */
const mostNames = 60;

/** The height of `paintExport`'s picture. */
export function exportHeight(picture: Picture, width: number): number {
  const columns = legendColumns(width);
  const names = Math.min(mostNames + 1, picture.lines.length);
  return headHeight + plotHeight + axisHeight + Math.ceil(names / columns) * lineHeight + edge;
}

/** Draws a chart to take away: title, axes, lines, and a legend below, since there is no list beside it. */
export function paintExport(context: CanvasRenderingContext2D, options: PaintExportOptions): void {
  const { title, picture, model, theme, width, newPath } = options;
  const { x, y, transform } = picture;
  const font = `10.5px ${theme.font}`;
  context.font = `600 13px ${theme.font}`;
  context.fillStyle = theme.color("--ink");
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(title, edge, headHeight / 2);

  const ticks = yTicks(model.yScale, y, 8, transform);
  context.font = font;
  const gutter = Math.max(0, ...ticks.labels.map((text) => context.measureText(text).width)) + edge + 8;
  const scale = createScale({
    left: gutter,
    top: headHeight,
    width: width - gutter - Math.max(edge, picture.labelRoom),
    height: plotHeight,
    ratio: 1,
    xMin: x[0],
    xMax: x[1],
    yMin: y[0],
    yMax: y[1],
    y: transform,
  });
  const bottom = scale.top + scale.height;
  context.textAlign = "right";
  for (const [at, value] of ticks.values.entries()) {
    const top = Math.round(scale.py(value)) + 0.5;
    context.fillStyle = theme.color("--grid");
    context.fillRect(scale.left, top - 0.5, scale.width, 1);
    context.fillStyle = theme.color("--ink-3");
    context.fillText(ticks.labels[at] ?? "", scale.left - 6, top);
  }
  const xTicks = model.xScale.ticks(...x, Math.max(2, Math.floor(scale.width / 104)));
  context.fillStyle = theme.color("--axis");
  context.fillRect(scale.left, bottom, scale.width, 1);
  for (const value of xTicks.values) context.fillRect(Math.round(scale.px(value)), bottom, 1, 4);
  const room = width - scale.left - scale.width;
  drawXLabels(context, model.xScale, theme, {
    ticks: xTicks,
    bounds: x,
    left: scale.left,
    width: scale.width,
    bottom,
    room,
    ratio: 1,
  });
  const { area, band, endLabels, pinned: focus } = model;
  paintPicture(context, { picture, scale, theme, focus, area, band, endLabels, corner: 0, newPath });
  paintLegend(context, options, bottom + axisHeight);
}

function paintLegend(
  context: CanvasRenderingContext2D,
  { picture, theme, width }: PaintExportOptions,
  top: number,
): void {
  const { lines } = picture;
  const columns = legendColumns(width);
  const shown = lines.slice(0, mostNames);
  const room = (width - 2 * edge) / columns;
  const names = [
    ...shown.map(({ label }) => label),
    ...(lines.length > mostNames ? [`and ${lines.length - mostNames} more`] : []),
  ];
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (const [at, name] of names.entries()) {
    const left = edge + (at % columns) * room;
    const middle = top + (Math.floor(at / columns) + 0.5) * lineHeight;
    const line = shown[at];
    if (line !== undefined) {
      context.fillStyle = theme.color(line.color);
      const parts = line.dashed || line.baseline === true ? [0, 8] : [0];
      for (const from of parts) context.fillRect(left + from, middle - 1, parts.length > 1 ? 5 : 13, 2.5);
    }
    context.font = `11px ${theme.font}`;
    context.fillStyle = theme.color("--ink-2");
    context.fillText(fitted(context, name, room - 30), left + 20, middle);
  }
}

function legendColumns(width: number): number {
  return Math.max(1, Math.floor((width - 2 * edge) / 220));
}

/** The name with its middle left out where it is too long. */
function fitted(context: CanvasRenderingContext2D, name: string, room: number): string {
  let kept = name.length;
  let text = name;
  while (kept > 6 && context.measureText(text).width > room) {
    kept -= 2;
    text = `${name.slice(0, Math.ceil(kept / 2))}\u2026${name.slice(name.length - Math.floor(kept / 2))}`;
  }
  return text;
}
