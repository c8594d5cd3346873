import { formatValue } from "../../lib/format-value.ts";
import type { ChartTheme } from "./chart-theme.ts";
import type { LineMarks } from "./line-marks.ts";
import type { ChartScale } from "./scale.ts";

export interface DrawMarksOptions {
  readonly marks: LineMarks;
  readonly scale: ChartScale;
  readonly theme: ChartTheme;
  readonly color: string;
  readonly alpha: number;
  /** Where carets and words stand already, canvas pixels; a word that would touch one is left out. */
  readonly taken: { readonly from: number; readonly to: number; readonly up: boolean }[];
}

/** Draws NaN bars on the axis with a dotted bridge above, and a caret for what lies off the scale. */
export function drawMarks(context: CanvasRenderingContext2D, options: DrawMarksOptions): void {
  const { marks, alpha } = options;
  context.globalAlpha = alpha;
  for (const gap of marks.gaps) drawGap(context, options, gap);
  const { scale, color } = options;
  context.fillStyle = color;
  const bottom = scale.top + scale.height;
  for (const x of marks.ticks)
    context.fillRect(scale.px(x) - scale.ratio, bottom - 3 * scale.ratio, 2 * scale.ratio, 3 * scale.ratio);
  for (const off of marks.offScale) drawCaret(context, options, off);
  context.globalAlpha = 1;
}

/** Writes the values beside the carets, where all carets and the words of lines before leave room. */
export function drawMarkValues(context: CanvasRenderingContext2D, options: DrawMarksOptions): void {
  context.globalAlpha = options.alpha;
  context.fillStyle = options.color;
  for (const off of options.marks.offScale) drawValue(context, options, off);
  context.globalAlpha = 1;
}

function drawGap(
  context: CanvasRenderingContext2D,
  options: DrawMarksOptions,
  gap: LineMarks["gaps"][number],
): void {
  const { scale, theme, color } = options;
  const { ratio, px, py } = scale;
  const [from, to] = [px(gap.from), px(gap.to)];
  if (!Number.isNaN(gap.fromY)) {
    context.strokeStyle = color;
    context.lineWidth = 1.25 * ratio;
    context.setLineDash([1.5 * ratio, 3 * ratio]);
    context.beginPath();
    context.moveTo(from, py(gap.fromY));
    context.lineTo(to, py(gap.toY));
    context.stroke();
    context.setLineDash([]);
  }
  if (gap.reason === "infinite") return;
  const bottom = scale.top + scale.height;
  context.fillStyle = color;
  context.fillRect(from, bottom - 3.5 * ratio, Math.max(2 * ratio, to - from), 3 * ratio);
  if (to - from < (gap.reason === "NaN" ? 11 : 30) * ratio) return;
  context.textAlign = "center";
  label(context, theme, ratio, gap.reason, (from + to) / 2, bottom - 7 * ratio);
}

function drawCaret(
  context: CanvasRenderingContext2D,
  options: DrawMarksOptions,
  off: LineMarks["offScale"][number],
): void {
  const { scale, color } = options;
  const { ratio } = scale;
  const x = scale.px(off.x);
  const tip = off.up ? scale.top + ratio : scale.top + scale.height - ratio;
  const base = tip + (off.up ? 6 : -6) * ratio;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x - 4.5 * ratio, base);
  context.lineTo(x + 4.5 * ratio, base);
  context.fill();
  options.taken.push({ from: x - 5 * ratio, to: x + 5 * ratio, up: off.up });
}

function drawValue(
  context: CanvasRenderingContext2D,
  options: DrawMarksOptions,
  off: LineMarks["offScale"][number],
): void {
  const { scale, theme } = options;
  const { ratio } = scale;
  const x = scale.px(off.x);
  const tip = off.up ? scale.top + ratio : scale.top + scale.height - ratio;
  const text = formatValue(off.value, 3);
  context.font = `600 ${9.5 * ratio}px ${theme.font}`;
  const width = context.measureText(text).width;
  const sides = [
    { right: true, from: x + 6 * ratio, to: x + 11 * ratio + width },
    { right: false, from: x - 9 * ratio - width, to: x - 6 * ratio },
  ];
  const side = sides.find(
    ({ from, to }) =>
      from > scale.left - 4 * ratio &&
      to < scale.left + scale.width + 4 * ratio &&
      !options.taken.some((other) => other.up === off.up && other.from < to && from < other.to),
  );
  if (side === undefined) return;
  options.taken.push({ from: side.from, to: side.to, up: off.up });
  context.textAlign = side.right ? "left" : "right";
  label(context, theme, ratio, text, x + (side.right ? 7 : -7) * ratio, tip + (off.up ? 7 : -1) * ratio);
}

function label(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  ratio: number,
  text: string,
  x: number,
  y: number,
): void {
  context.font = `600 ${9.5 * ratio}px ${theme.font}`;
  context.textBaseline = "alphabetic";
  context.lineWidth = 3 * ratio;
  context.strokeStyle = theme.color("--surface");
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
