import type { ChartTheme } from "./chart-theme.ts";
import { linePaths } from "./line-paths.ts";
import type { PreparedLine } from "./prepare-line.ts";
import type { ChartScale } from "./scale.ts";

export interface DrawLinesOptions {
  readonly lines: readonly PreparedLine[];
  readonly scale: ChartScale;
  readonly theme: ChartTheme;
  /** The run that others stand back for, or undefined. */
  readonly focus: string | undefined;
  /** Filled down to zero: system charts. */
  readonly area?: boolean;
}

const dimmed = 0.2;

/** Draws all lines, the focused one last. The caller has clipped to the plot. */
export function drawLines(context: CanvasRenderingContext2D, options: DrawLinesOptions): void {
  const { lines, scale, theme, focus, area = false } = options;
  const many = lines.length > 3;
  const width = lines.length > 40 ? 1 : 1.5;
  context.lineJoin = "round";
  context.lineCap = "butt";
  for (const line of inOrder(lines, focus)) {
    const focused = line.run === focus;
    const strength = focus !== undefined && !focused ? dimmed : 1;
    const color = theme.color(line.color);
    const { raw, thin, smoothed, band, dots } = linePaths(line, scale);
    const banded = !many || focused;
    if (area) fillArea(context, line, scale, color, 0.1 * strength);
    if (banded && !line.sparse) paint(context, color, 0.14 * strength, () => context.fill(band));
    // Under a dimmed line the raw one could not be seen, and many of them would make a hover slow.
    if (smoothed !== undefined && strength === 1) {
      context.lineWidth = scale.ratio;
      paint(context, color, (banded ? 0.3 : 0.11) * strength, () => context.stroke(banded ? thin : raw));
    }
    context.lineWidth = (focused ? 2.25 : width) * scale.ratio;
    if (line.dashed) context.setLineDash([5 * scale.ratio, 3 * scale.ratio]);
    paint(context, color, strength, () => context.stroke(smoothed ?? raw));
    context.setLineDash([]);
    if (dots !== undefined && (lines.length < 4 || focused || line.data.x.length === 1)) {
      paint(context, color, strength, () => context.fill(dots));
    }
  }
}

/** The newest run lies on top, the focused one above all. */
function inOrder(lines: readonly PreparedLine[], focus: string | undefined): PreparedLine[] {
  const back = lines.filter(({ run }) => run !== focus).toReversed();
  return [...back, ...lines.filter(({ run }) => run === focus)];
}

function paint(context: CanvasRenderingContext2D, color: string, alpha: number, draw: () => void): void {
  context.strokeStyle = color;
  context.fillStyle = color;
  context.globalAlpha = alpha;
  draw();
  context.globalAlpha = 1;
}

function fillArea(
  context: CanvasRenderingContext2D,
  { data, at }: PreparedLine,
  scale: ChartScale,
  color: string,
  alpha: number,
): void {
  const path = new Path2D();
  const floor = scale.py(Math.max(0, scale.yMin));
  let from = -1;
  for (let entry = 0; entry <= data.x.length; entry++) {
    const value = data.mean[entry] ?? Number.NaN;
    if (!Number.isNaN(value)) {
      if (from === -1) path.moveTo(scale.px(at[entry] as number), floor);
      if (from === -1) from = entry;
      path.lineTo(scale.px(at[entry] as number), scale.py(value));
    } else if (from !== -1) {
      path.lineTo(scale.px(at[entry - 1] as number), floor);
      from = -1;
    }
  }
  paint(context, color, alpha, () => context.fill(path));
}
