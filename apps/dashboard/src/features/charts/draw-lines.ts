import type { ChartTheme } from "./chart-theme.ts";
import { linePaths, type NewPath } from "./line-paths.ts";
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
  /** Minimum to maximum behind the lines; by default behind three lines or fewer. */
  readonly band?: boolean | undefined;
  /** How many lines the chart has, where only some are drawn now. */
  readonly total?: number;
  readonly newPath?: NewPath | undefined;
}

const dimmed = 0.2;
/** Above this many lines only the focused one has its raw line behind it and dots at its points: together they would be a fog. */
const mostWithRaw = 100;
/** Areas of more lines would cover each other. */
const mostAreas = 8;

/** Draws all lines, the focused one last. The caller has clipped to the plot. */
export function drawLines(context: CanvasRenderingContext2D, options: DrawLinesOptions): void {
  const { lines, scale, theme, focus, area = false, newPath, total = lines.length } = options;
  const many = total > 3;
  const width = total > 40 ? 1 : 1.5;
  context.lineJoin = "round";
  context.lineCap = "butt";
  for (const line of inOrder(lines, focus)) {
    const focused = line.run === focus;
    const strength = focus !== undefined && !focused ? dimmed : 1;
    const color = theme.color(line.color);
    const paths = linePaths(line, scale, newPath);
    const banded = options.band ?? (!many || focused || line.group !== undefined);
    if (area && (total <= mostAreas || focused))
      fillArea(context, line, scale, color, 0.1 * strength, newPath);
    if (banded && line.data.rising && (!line.sparse || line.group !== undefined))
      paint(context, color, 0.14 * strength, () => context.fill(paths.band));
    const { smoothed, dots } = paths;
    // Under a dimmed line the raw one could not be seen, and many of them would make a hover slow.
    if (smoothed !== undefined && strength === 1 && (total <= mostWithRaw || focused)) {
      context.lineWidth = scale.ratio;
      paint(context, color, many && !focused ? 0.11 : 0.3, () =>
        context.stroke(banded ? paths.thin : paths.raw),
      );
    }
    context.lineWidth = (focused ? 2.25 : width) * scale.ratio;
    if (line.dashed || line.baseline === true) context.setLineDash([5 * scale.ratio, 3 * scale.ratio]);
    paint(context, color, strength, () =>
      context.stroke(smoothed ?? (line.group === undefined ? paths.raw : paths.thin)),
    );
    context.setLineDash([]);
    if (dots !== undefined && (total <= mostWithRaw || focused || line.data.x.length === 1)) {
      paint(context, color, strength, () => context.fill(dots));
    }
  }
}

/** The newest run lies on top, the baseline above all but the focused one. */
function inOrder(lines: readonly PreparedLine[], focus: string | undefined): PreparedLine[] {
  const rank = ({ run, baseline }: PreparedLine): number => (run === focus ? 2 : baseline === true ? 1 : 0);
  return lines.toReversed().toSorted((a, b) => rank(a) - rank(b));
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
  newPath: NewPath = () => new Path2D(),
): void {
  const path = newPath();
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
