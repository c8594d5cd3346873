import type { ChartTheme } from "./chart-theme.ts";
import type { ChartScale } from "./scale.ts";

/** Draws the shared step as a thin vertical with its name above the axis; nothing where it is off the axis. */
export function drawStep(
  context: CanvasRenderingContext2D,
  {
    x,
    name,
    scale,
    theme,
  }: { readonly x: number; readonly name: string; readonly scale: ChartScale; readonly theme: ChartTheme },
): void {
  const { left, top, width, height, ratio } = scale;
  const at = Math.round(scale.px(x)) + 0.5;
  if (at < left || at > left + width + 1) return;
  context.strokeStyle = theme.color("--accent");
  context.lineWidth = ratio;
  context.beginPath();
  context.moveTo(at, top);
  context.lineTo(at, top + height);
  context.stroke();
  context.font = `${10.5 * ratio}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const room = context.measureText(name).width + 8 * ratio;
  const from = at + room > left + width ? at - room : at;
  const y = top + height - 9 * ratio;
  context.fillStyle = theme.color("--surface");
  context.fillRect(from + ratio, y - 7 * ratio, room - 2 * ratio, 14 * ratio);
  context.fillStyle = theme.color("--accent");
  context.fillText(name, from + 4 * ratio, y);
}
