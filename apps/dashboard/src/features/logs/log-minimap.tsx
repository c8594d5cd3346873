import { useEffect, useRef, type PointerEvent, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { colours } from "../shell/theme.ts";

export interface LogMinimapProps {
  readonly total: number;
  /** Lines that are shown instead of all, from 0. */
  readonly numbers: readonly number[] | undefined;
  readonly errors: readonly number[];
  readonly hits: readonly number[];
  /** First and last row on screen. */
  readonly first: number;
  readonly last: number;
  /** 0 for the top, 1 for the end. */
  readonly onGo: (share: number) => void;
}

/** Where in the log stderr, matches and the window are. Pressing leads there; keys have the search for that. */
export function LogMinimap(props: LogMinimapProps): ReactNode {
  const { total, numbers, errors, hits, first, last, onGo } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(canvas);
  const painted = useValue(colours);
  useEffect(() => {
    const { current } = canvas;
    if (current === null || size === undefined) return;
    draw(current, { count: numbers?.length ?? total, numbers, errors, hits, first, last });
  }, [size, painted, total, numbers, errors, hits, first, last]);
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    onGo(Math.min(1, Math.max(0, (event.clientY - top) / height)));
  };
  return (
    <canvas
      ref={canvas}
      className="log-map"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => event.buttons > 0 && go(event)}
    />
  );
}

interface Drawn extends Omit<LogMinimapProps, "onGo" | "total"> {
  readonly count: number;
}

function draw(canvas: HTMLCanvasElement, { count, numbers, errors, hits, first, last }: Drawn): void {
  const ratio = devicePixelRatio;
  const width = canvas.clientWidth * ratio;
  const height = canvas.clientHeight * ratio;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null || count === 0) return;
  const style = getComputedStyle(canvas);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  // A log that fits on the screen is not stretched over the whole map.
  const step = Math.min(height / count, 19 * ratio);
  context.fillStyle = color("--inset");
  context.fillRect(0, first * step, width, Math.max(6 * ratio, (last - first + 1) * step));
  const ticks = (lines: readonly number[], name: string, from: number, to: number): void => {
    context.fillStyle = color(name);
    let before = -1;
    for (const line of lines) {
      const row = numbers === undefined ? line : rowOf(numbers, line);
      if (row === undefined) continue;
      const y = Math.round(row * step);
      if (y === before) continue;
      before = y;
      context.fillRect(from * width, y, (to - from) * width, Math.max(2 * ratio, Math.min(step, 3 * ratio)));
    }
  };
  ticks(errors, "--err", 0.15, 0.85);
  ticks(hits, "--warn", 0.15, 0.85);
  context.fillStyle = color("--control");
  context.fillRect(0, Math.round(first * step), width, ratio);
  context.fillRect(
    0,
    Math.round(Math.max(first * step + 6 * ratio, (last + 1) * step)) - ratio,
    width,
    ratio,
  );
}

function rowOf(numbers: readonly number[], line: number): number | undefined {
  const row = lastAtOrBefore(numbers, line);
  return numbers[row] === line ? row : undefined;
}
