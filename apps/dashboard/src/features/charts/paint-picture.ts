import type { Picture } from "./build-picture.ts";
import type { ChartTheme } from "./chart-theme.ts";
import { drawEndLabels } from "./draw-end-labels.ts";
import { drawLines } from "./draw-lines.ts";
import { drawMarks, drawMarkValues, type DrawMarksOptions } from "./draw-marks.ts";
import type { LineMarks } from "./line-marks.ts";
import type { NewPath } from "./line-paths.ts";
import type { ChartScale } from "./scale.ts";

export interface PaintOptions {
  readonly picture: Picture;
  readonly scale: ChartScale;
  readonly theme: ChartTheme;
  readonly focus: string | undefined;
  readonly area: boolean;
  readonly band?: boolean | undefined;
  readonly endLabels: boolean;
  /** CSS pixels in the upper right corner where no word may stand. */
  readonly corner: number;
  /** Only the lines of the focused run. */
  readonly onlyFocus?: boolean;
  readonly newPath?: NewPath | undefined;
}

/** Draws the lines of a picture, with their marks and names. The axes are there already. */
export function paintPicture(context: CanvasRenderingContext2D, options: PaintOptions): void {
  const { picture, scale, theme, focus, corner, onlyFocus = false } = options;
  const { ratio } = scale;
  const places = Array.from(picture.lines.keys()).filter(
    (at) => !onlyFocus || picture.lines[at]?.run === focus,
  );
  const lines = places.flatMap((at) => picture.lines[at] ?? []);
  context.save();
  context.beginPath();
  context.rect(scale.left, scale.top - 3 * ratio, scale.width + 2 * ratio, scale.height + 4 * ratio);
  context.clip();
  drawLines(context, { ...options, lines, total: picture.lines.length });
  const right = scale.left + scale.width;
  const taken: DrawMarksOptions["taken"] =
    corner > 0 ? [{ from: right - corner * ratio, to: right, up: true }] : [];
  const marked = lines.map((line, index) => ({
    marks: picture.marks[places[index] as number] as LineMarks,
    scale,
    theme,
    color: theme.color(line.color),
    alpha: focus !== undefined && line.run !== focus ? 0.35 : 1,
    taken,
  }));
  for (const marks of marked) drawMarks(context, marks);
  for (const marks of marked) drawMarkValues(context, marks);
  context.restore();
  if (options.endLabels) drawEndLabels(context, lines, scale, theme);
}
