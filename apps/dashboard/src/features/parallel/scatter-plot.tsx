import { useEffect, useMemo, useRef, type PointerEvent, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { chartTheme } from "../charts/chart-theme.ts";
import { colours } from "../shell/theme.ts";
import type { PlotAxis } from "./plot-axis.ts";

export interface ScatterPlotProps {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Areas of the points; undefined: all alike. */
  readonly size: PlotAxis | undefined;
  readonly runs: number;
  readonly colorOf: (run: number) => string;
  readonly order: readonly number[];
  readonly strong: readonly number[];
  readonly hovered: number | undefined;
  readonly onHover: (run: number | undefined) => void;
  readonly onPick: (run: number) => void;
}

const edge = { left: 64, right: 20, top: 16, bottom: 34 };

/** A point for each run, over any two of its settings and results. */
export function ScatterPlot(props: ScatterPlotProps): ReactNode {
  const { x, y, size, runs, colorOf, order, strong, hovered, onHover, onPick } = props;
  const room = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useElementSize(room);
  const painted = useValue(colours);
  const { width = 0, height = 0 } = box ?? {};
  const points = useMemo(() => {
    const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
    return order
      .filter((run) => !Number.isNaN(x.places[run]) && !Number.isNaN(y.places[run]))
      .map((run) => ({
        run,
        x: edge.left + inner.width * (x.places[run] as number),
        y: edge.top + inner.height * (1 - (y.places[run] as number)),
        radius: radiusOf(size?.places[run]),
      }));
  }, [x, y, size, order, width, height]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context == null || width === 0) return;
    const ratio = devicePixelRatio;
    canvas.current.width = Math.round(width * ratio);
    canvas.current.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const theme = chartTheme();
    const out = new Set(hovered === undefined ? strong : [hovered]);
    for (const isOut of [false, true]) {
      for (const point of points) {
        if (out.has(point.run) !== isOut) continue;
        context.globalAlpha = isOut ? 1 : hovered === undefined ? 0.75 : 0.25;
        context.beginPath();
        context.arc(point.x, point.y, point.radius + (isOut ? 2 : 0), 0, Math.PI * 2);
        context.fillStyle = colorOf(point.run);
        context.fill();
        context.lineWidth = isOut ? 2.5 : 1;
        context.strokeStyle = theme.color(isOut ? "--ink" : "--surface");
        context.stroke();
      }
    }
  }, [points, colorOf, strong, hovered, width, height, painted]);

  const near = (event: PointerEvent): number | undefined => {
    const at = event.currentTarget.getBoundingClientRect();
    let best: number | undefined;
    let distance = 20;
    for (const point of points) {
      const off = Math.hypot(point.x - (event.clientX - at.left), point.y - (event.clientY - at.top));
      if (off <= distance) [best, distance] = [point.run, off];
    }
    return best;
  };
  const bottom = height - edge.bottom;
  return (
    <div
      className="scatter"
      ref={room}
      role="img"
      aria-label={`${points.length} of ${runs} runs by ${x.column.title} and ${y.column.title}`}
      onPointerMove={(event) => onHover(near(event))}
      onPointerLeave={() => onHover(undefined)}
      onClick={() => {
        if (hovered !== undefined) onPick(hovered);
      }}
    >
      <svg width={width} height={height} aria-hidden="true">
        {y.ticks.map(({ at, text }) => {
          const top = Math.round(edge.top + (bottom - edge.top) * (1 - at)) + 0.5;
          return (
            <g key={text}>
              <line className="grid" x1={edge.left} x2={width - edge.right} y1={top} y2={top} />
              <text x={edge.left - 8} y={top} dy="0.34em" textAnchor="end">
                {text}
              </text>
            </g>
          );
        })}
        {x.ticks.map(({ at, text }) => (
          <text
            key={text}
            x={edge.left + (width - edge.left - edge.right) * at}
            y={bottom + 14}
            textAnchor="middle"
          >
            {text}
          </text>
        ))}
        <line className="axis" x1={edge.left} x2={width - edge.right} y1={bottom + 0.5} y2={bottom + 0.5} />
        <text className="axis-name" x={width - edge.right} y={bottom + 28} textAnchor="end">
          {x.column.prefix + x.column.title}
        </text>
        <text className="axis-name" x={8} y={11}>
          {y.column.prefix + y.column.title}
        </text>
      </svg>
      <canvas ref={canvas} aria-hidden="true" />
    </div>
  );
}

/** Areas grow with the value. */
function radiusOf(place: number | undefined): number {
  if (place === undefined) return 4.5;
  return Number.isNaN(place) ? 3 : Math.sqrt(9 + 90 * Math.min(1, Math.max(0, place)));
}
