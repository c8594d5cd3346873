import type { Smoothing } from "../../lib/smoothing.ts";
import type { YKind, YTransform } from "../../lib/y-transform.ts";
import type { XScale, YScale } from "./chart-axes.ts";
import type { EventMark } from "./chart-events.ts";
import { lineMarks, type LineMarks } from "./line-marks.ts";
import { prepareLine, type ChartLine, type PreparedLine } from "./prepare-line.ts";
import { labelRoom, wholeX } from "./surface-measures.ts";
import { usableTransform, yRange } from "./y-range.ts";

/** What a chart shows. */
export interface ChartModel {
  readonly lines: readonly ChartLine[];
  readonly xScale: XScale;
  readonly yScale: YScale;
  /** The part of x on screen; its end is `Infinity` where it follows new points. */
  readonly zoom: readonly [number, number] | undefined;
  readonly yZoom: readonly [number, number] | undefined;
  readonly smoothing: Smoothing;
  readonly smoothingChosen: boolean;
  readonly clip: boolean;
  /** The wanted y axis. Log is symlog where some values are not above zero. */
  readonly kind: YKind;
  /** Ends of y that stay where they are. */
  readonly range?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;
  readonly area: boolean;
  /** Minimum to maximum behind the lines; by default behind three lines or fewer. */
  readonly band?: boolean | undefined;
  /** Lines are named at their right end. */
  readonly endLabels: boolean;
  /** Dotted verticals with a word. */
  readonly events?: readonly EventMark[] | undefined;
  /** The shared step, on an axis of steps. */
  readonly step?: number | undefined;
  /** The run that stays focused while nothing is pointed at. */
  readonly pinned: string | undefined;
}

/** A model ready to be drawn at a width. */
export interface Picture {
  readonly lines: readonly PreparedLine[];
  readonly marks: readonly LineMarks[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly transform: YTransform;
  /** Room at the right for names, CSS pixels. */
  readonly labelRoom: number;
}

/** Prepares lines, fits both axes and finds the marks. `pixels` is the width, CSS pixels. */
export function buildPicture(model: ChartModel, pixels: number): Picture {
  const { smoothing, smoothingChosen: chosen, clip, area: fromZero } = model;
  const transform = usableTransform(model.lines, model.kind);
  const log = transform.kind === "log";
  const lines = model.lines.map((line) => prepareLine(line, { smoothing, chosen, log, pixels }));
  const x = visibleX(model, lines);
  const fixed = model.yZoom === undefined ? model.range : { min: model.yZoom[0], max: model.yZoom[1] };
  const fitted = yRange(lines, { x, kind: transform.kind, clip, fromZero, fixed });
  const y = [fitted?.min ?? (log ? 0.1 : 0), fitted?.max ?? 1] as const;
  const nearby = ((x[1] - x[0]) / pixels) * 14;
  const marks = lines.map((line) => lineMarks(line, y, x, nearby));
  return { lines, marks, x, y, transform, labelRoom: model.endLabels ? labelRoom(lines) : 12 };
}

function visibleX({ zoom, xScale }: ChartModel, lines: readonly PreparedLine[]): readonly [number, number] {
  if (zoom === undefined) return wholeX(lines, xScale);
  if (Number.isFinite(zoom[1])) return zoom;
  const end = wholeX(lines, xScale)[1];
  return [zoom[0], end > zoom[0] ? end : zoom[0] + 1];
}
