import type { ChartTheme } from "./chart-theme.ts";
import type { PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";

/** Names lines at their right end, moved apart where they would touch. */
export function drawEndLabels(
  context: CanvasRenderingContext2D,
  lines: readonly PreparedLine[],
  scale: ChartScale,
  theme: ChartTheme,
): void {
  const { ratio } = scale;
  const labels = lines
    .flatMap((line) => {
      const value = lastFinite(line.smoothed ?? line.data.last);
      return value === undefined ? [] : [{ line, y: scale.py(value) }];
    })
    .toSorted((a, b) => a.y - b.y);
  for (let at = 1; at < labels.length; at++) {
    const [above, label] = [labels[at - 1], labels[at]] as const;
    if (above !== undefined && label !== undefined) label.y = Math.max(label.y, above.y + 13 * ratio);
  }
  context.font = `600 ${10.5 * ratio}px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineWidth = 3.5 * ratio;
  context.strokeStyle = theme.color("--surface");
  for (const { line, y } of labels) {
    const x = scale.left + scale.width + 7 * ratio;
    context.strokeText(line.label, x, y);
    context.fillStyle = theme.color(line.color);
    context.fillText(line.label, x, y);
  }
}

function lastFinite(values: Float64Array): number | undefined {
  return values.findLast((value) => Number.isFinite(value));
}
