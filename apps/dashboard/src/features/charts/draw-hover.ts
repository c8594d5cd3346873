import type { PlotBox } from "./chart-gestures.ts";
import type { ChartTheme } from "./chart-theme.ts";
import type { ChartScale } from "./scale.ts";
import type { LineHit } from "./line-hits.ts";

export interface DrawHoverOptions {
  readonly scale: ChartScale;
  readonly theme: ChartTheme;
  readonly x: number;
  /** The chart under the pointer: a solid hairline, and no value tags, since the tooltip has them. */
  readonly source: boolean;
  /** Lines that get a ring. */
  readonly hits: readonly LineHit[];
  readonly format: (value: number) => string;
}

/** Draws the hairline, the rings and the value tags on the hover layer, whose origin is the plot's corner. */
export function drawHover(context: CanvasRenderingContext2D, options: DrawHoverOptions): void {
  const { scale, theme, x, source, hits } = options;
  const { ratio } = scale;
  const line = Math.round(scale.px(x) - scale.left) + 0.5;
  context.strokeStyle = theme.color("--ink-3");
  context.globalAlpha = 0.75;
  context.lineWidth = ratio;
  context.setLineDash(source ? [] : [2 * ratio, 2 * ratio]);
  context.beginPath();
  context.moveTo(line, 0);
  context.lineTo(line, scale.height);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
  for (const hit of hits) {
    if (!Number.isFinite(hit.value)) continue;
    const [left, top] = [scale.px(hit.x) - scale.left, scale.py(hit.value) - scale.top];
    if (top < -4 * ratio || top > scale.height + 4 * ratio) continue;
    ring(context, theme, ratio, theme.color(hit.line.color), left, top);
    if (!source) tag(context, options, options.format(hit.value), left, top);
  }
}

/** Draws the part of the plot that is being marked. */
export function drawMark(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  { ratio, height }: ChartScale,
  theme: ChartTheme,
): void {
  const top = box.both ? box.top * ratio : 0;
  const tall = box.both ? box.height * ratio : height;
  context.fillStyle = theme.color("--accent");
  context.globalAlpha = 0.12;
  context.fillRect(box.left * ratio, top, box.width * ratio, tall);
  context.globalAlpha = 1;
}

function ring(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  ratio: number,
  color: string,
  x: number,
  y: number,
): void {
  context.fillStyle = theme.color("--surface");
  context.strokeStyle = color;
  context.lineWidth = 2 * ratio;
  context.beginPath();
  context.arc(x, y, 3.5 * ratio, 0, Math.PI * 2);
  context.fill();
  context.stroke();
}

function tag(
  context: CanvasRenderingContext2D,
  { scale, theme }: DrawHoverOptions,
  text: string,
  x: number,
  y: number,
): void {
  const { ratio } = scale;
  context.font = `600 ${10.5 * ratio}px ${theme.font}`;
  const width = context.measureText(text).width + 8 * ratio;
  const left = x + 8 * ratio + width < scale.width ? x + 8 * ratio : x - 8 * ratio - width;
  const middle = Math.min(Math.max(y, 9 * ratio), scale.height - 10 * ratio);
  context.fillStyle = theme.color("--raised");
  context.strokeStyle = theme.color("--line-strong");
  context.lineWidth = ratio;
  context.beginPath();
  context.roundRect(left, middle - 9 * ratio, width, 17 * ratio, 4 * ratio);
  context.fill();
  context.stroke();
  context.fillStyle = theme.color("--ink");
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(text, left + 4 * ratio, middle);
}
