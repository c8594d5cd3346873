import { useEffect, useRef, type ReactNode } from "react";
import { linearTicks } from "../../lib/axis-ticks.ts";
import { formatTicks } from "../../lib/format-ticks.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { chartTheme, type ChartTheme } from "../charts/chart-theme.ts";
import { colours } from "../shell/theme.ts";
import type { HistogramColumn } from "./histogram-cell.ts";

/** One histogram as bars, on the value axis of its heat map. */
export function OneStep({
  column,
  range,
}: {
  readonly column: HistogramColumn;
  readonly range: readonly [number, number];
}): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(host);
  const painted = useValue(colours);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined || size === undefined) return;
    canvas.current.width = Math.round(size.width * devicePixelRatio);
    canvas.current.height = Math.round(size.height * devicePixelRatio);
    context.scale(devicePixelRatio, devicePixelRatio);
    draw(context, column, range, size.width, size.height, chartTheme());
  }, [column, range, size, painted]);
  if (column.counts.length === 0) return <div className="plot-note">No values at this step.</div>;
  return (
    <div className="plot" ref={host}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Histogram at step ${column.step}`}
        data-testid="one-step"
      />
    </div>
  );
}

function draw(
  context: CanvasRenderingContext2D,
  { edges, counts }: HistogramColumn,
  range: readonly [number, number],
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  const most = Math.max(1, ...counts);
  const bottom = height - 26;
  const y = linearTicks(0, most * 1.05, Math.max(2, Math.floor(bottom / 38)));
  const yLabels = formatTicks(y.values, Math.max(y.step, 1));
  context.font = `10.5px ${theme.font}`;
  context.fillStyle = theme.color("--surface");
  context.fillRect(0, 0, width, height);
  const left = Math.ceil(Math.max(...yLabels.map((text) => context.measureText(text).width))) + 16;
  const right = width - 12;
  const px = (value: number): number => left + ((value - range[0]) / (range[1] - range[0])) * (right - left);
  const py = (count: number): number => bottom - (count / (most * 1.05)) * (bottom - 8);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const [at, value] of y.values.entries()) {
    context.strokeStyle = theme.color(value === 0 ? "--axis" : "--grid");
    context.beginPath();
    context.moveTo(left, Math.round(py(value)) + 0.5);
    context.lineTo(right, Math.round(py(value)) + 0.5);
    context.stroke();
    context.fillStyle = theme.color("--ink-3");
    context.fillText(yLabels[at] as string, left - 6, py(value));
  }
  context.fillStyle = theme.color("--seq-5");
  for (const [at, count] of counts.entries()) {
    if (!(count > 0)) continue;
    const from = px(edges[at] as number);
    const to = px(edges[at + 1] as number);
    context.fillRect(from, py(count), Math.max(1, to - from - (to - from > 3 ? 1 : 0)), bottom - py(count));
  }
  const x = linearTicks(...range, Math.max(2, Math.floor((right - left) / 76)));
  const xLabels = formatTicks(x.values, x.step);
  context.fillStyle = theme.color("--ink-3");
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const [at, value] of x.values.entries()) {
    const text = xLabels[at] as string;
    const half = context.measureText(text).width / 2;
    if (px(value) - half > 0 && px(value) + half < width) context.fillText(text, px(value), bottom + 8);
  }
}
