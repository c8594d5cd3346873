import { chartTheme } from "../charts/chart-theme.ts";

/** Left and right of the text. */
const padding = 8;
let context: OffscreenCanvasRenderingContext2D | null | undefined;
let font = "";

/** How wide the label of a box is drawn, in CSS pixels; 0 for no text. */
export function labelWidth(text: string): number {
  if (text === "") return 0;
  context ??= new OffscreenCanvas(1, 1).getContext("2d");
  font ||= `600 10px ${chartTheme().font}`;
  if (context === null) return text.length * 7 + padding;
  context.font = font;
  return Math.ceil(context.measureText(text).width) + padding;
}
