import type { EventMark } from "./chart-events.ts";
import type { ChartTheme } from "./chart-theme.ts";
import type { ChartScale } from "./scale.ts";

/** Rows of words below each other; what finds no place in them is a line without its word. */
const rows = 4;
const rowHeight = 14;

/** Draws dotted verticals with a word at the top, where it covers no other. */
export function drawEvents(
  context: CanvasRenderingContext2D,
  {
    events,
    scale,
    theme,
  }: { readonly events: readonly EventMark[]; readonly scale: ChartScale; readonly theme: ChartTheme },
): void {
  const { left, top, width, height, ratio } = scale;
  const taken: number[] = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY);
  context.font = `${10.5 * ratio}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineWidth = ratio;
  for (const { x, word } of events.toSorted((a, b) => a.x - b.x)) {
    const at = Math.round(scale.px(x)) + 0.5;
    if (at < left || at > left + width) continue;
    context.strokeStyle = theme.color("--ink-3");
    context.setLineDash([1.5 * ratio, 2.5 * ratio]);
    context.beginPath();
    context.moveTo(at, top);
    context.lineTo(at, top + height);
    context.stroke();
    context.setLineDash([]);
    const room = context.measureText(word).width + 8 * ratio;
    const isLeft = at + room > left + width;
    const from = isLeft ? at - room : at;
    const row = taken.findIndex((end) => end <= from);
    if (row === -1) continue;
    taken[row] = from + room + 4 * ratio;
    const y = top + (row + 1.6) * rowHeight * ratio;
    context.lineWidth = 3 * ratio;
    context.strokeStyle = theme.color("--surface");
    context.strokeText(word, from + 4 * ratio, y);
    context.lineWidth = ratio;
    context.fillStyle = theme.color("--ink-3");
    context.fillText(word, from + 4 * ratio, y);
  }
}
