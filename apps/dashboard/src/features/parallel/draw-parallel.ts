import { chartTheme } from "../charts/chart-theme.ts";
import type { PlotAxis } from "./plot-axis.ts";

/** Where axes stand, CSS pixels. */
export interface ParallelLayout {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly xs: readonly number[];
}

export interface ParallelLines {
  readonly axes: readonly PlotAxis[];
  readonly layout: ParallelLayout;
  /** 1 for runs that the brushes let through. */
  readonly inside: Uint8Array;
  /** Runs in the order in which they are drawn, the last one on top. */
  readonly order: readonly number[];
  readonly colorOf: (run: number) => string;
}

/** Room beside the first and the last axis, CSS pixels. */
const side = { left: 70, right: 58 };

/** Places `count` axes in a plot. */
export function parallelLayout(width: number, height: number, count: number): ParallelLayout {
  const inner = width - side.left - side.right;
  return {
    width,
    height,
    top: 34,
    bottom: height - 14,
    xs: Array.from(
      { length: count },
      (_, at) => side.left + (count < 2 ? inner / 2 : (inner * at) / (count - 1)),
    ),
  };
}

/** The height of a place on an axis. */
export function placeY({ top, bottom }: ParallelLayout, place: number): number {
  return bottom - (bottom - top) * place;
}

/** Draws all runs: those outside of a brush as hairlines, the others over them. */
export function drawRuns(canvas: HTMLCanvasElement, lines: ParallelLines): void {
  const context = cleared(canvas, lines.layout);
  if (context === undefined) return;
  const { inside, order, colorOf } = lines;
  const many = order.length > 200;
  context.lineWidth = 1;
  context.globalAlpha = many ? 0.3 : 0.55;
  context.strokeStyle = chartTheme().color("--line-strong");
  for (const run of order) if (inside[run] === 0) stroke(context, lines, run);
  context.lineWidth = many ? 1 : 1.6;
  context.globalAlpha = many ? 0.55 : 0.95;
  for (const run of order) {
    if (inside[run] === 0) continue;
    context.strokeStyle = colorOf(run);
    stroke(context, lines, run);
  }
}

/** Draws the runs that stand out, each with a halo. */
export function drawStrong(canvas: HTMLCanvasElement, lines: ParallelLines, runs: readonly number[]): void {
  const context = cleared(canvas, lines.layout);
  if (context === undefined) return;
  for (const run of runs) {
    context.lineWidth = 6;
    context.strokeStyle = chartTheme().color("--surface");
    stroke(context, lines, run);
    context.lineWidth = 3;
    context.strokeStyle = lines.colorOf(run);
    stroke(context, lines, run);
  }
}

/** The run whose line is nearest to a point, at most `reach` pixels away. */
export function nearestRun(
  { axes, layout, inside, order }: ParallelLines,
  { x, y }: { readonly x: number; readonly y: number },
  reach = 12,
): number | undefined {
  const at = Math.min(
    layout.xs.length - 2,
    Math.max(
      0,
      layout.xs.findLastIndex((left) => left <= x),
    ),
  );
  const [left, right] = [layout.xs[at], layout.xs[at + 1]];
  const [from, to] = [axes[at], axes[at + 1]];
  if (left === undefined || right === undefined || from === undefined || to === undefined) return undefined;
  const t = Math.min(1, Math.max(0, solve((x - left) / (right - left))));
  const weight = t * t * (3 - 2 * t);
  let best: number | undefined;
  let distance = reach;
  for (const run of order) {
    if (inside[run] === 0) continue;
    const a = placeY(layout, from.places[run] as number);
    const b = placeY(layout, to.places[run] as number);
    const off = Math.abs(a + (b - a) * weight - y);
    if (off <= distance) {
      distance = off;
      best = run;
    }
  }
  return best;
}

/** Where on a curve of `stroke` its x is a share of the way: its handles are in the middle. */
function solve(share: number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 12; round += 1) {
    const t = (low + high) / 2;
    const x = 1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t;
    if (x < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

function stroke(context: CanvasRenderingContext2D, { axes, layout }: ParallelLines, run: number): void {
  context.beginPath();
  let before: readonly [number, number] | undefined;
  for (let at = 0; at < axes.length; at += 1) {
    const place = (axes[at] as PlotAxis).places[run] as number;
    if (Number.isNaN(place)) {
      before = undefined;
      continue;
    }
    const point = [layout.xs[at] as number, placeY(layout, place)] as const;
    if (before === undefined) context.moveTo(...point);
    else {
      const middle = (before[0] + point[0]) / 2;
      context.bezierCurveTo(middle, before[1], middle, point[1], ...point);
    }
    before = point;
  }
  context.stroke();
}

function cleared(
  canvas: HTMLCanvasElement,
  { width, height }: Pick<ParallelLayout, "width" | "height">,
): CanvasRenderingContext2D | undefined {
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context?.scale(ratio, ratio);
  return context ?? undefined;
}
