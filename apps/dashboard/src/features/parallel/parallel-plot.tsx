import { useEffect, useMemo, useRef, useState, type PointerEvent, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { colours } from "../shell/theme.ts";
import { AxisHead } from "./axis-head.tsx";
import { brushedRuns, brushText, type Brushes } from "./brushes.ts";
import {
  drawRuns,
  drawStrong,
  nearestRun,
  parallelLayout,
  placeY,
  type ParallelLines,
} from "./draw-parallel.ts";
import type { PlotAxis } from "./plot-axis.ts";

export interface ParallelPlotProps {
  readonly axes: readonly PlotAxis[];
  readonly runs: number;
  readonly colorOf: (run: number) => string;
  /** The best run last. */
  readonly order: readonly number[];
  /** Drawn over the others: the best run and those that are chosen. */
  readonly strong: readonly number[];
  readonly hovered: number | undefined;
  readonly brushes: Brushes;
  /** `done` once, when the pointer lets go. */
  readonly onBrush: (brushes: Brushes, how: { readonly done: boolean }) => void;
  readonly onHover: (run: number | undefined) => void;
  readonly onPick: (run: number) => void;
  readonly onMove: (axis: string, to: number) => void;
  readonly onRemove: (axis: string) => void;
}

/** Least room of an axis, CSS pixels: on small screens the plot scrolls. */
const axisRoom = 90;
/** Half the width in which an axis takes the pointer. */
const grip = 14;

/** A line for each run over axes of settings and results. A drag along an axis keeps the runs that pass there. */
export function ParallelPlot(props: ParallelPlotProps): ReactNode {
  const { axes, runs, colorOf, order, strong, hovered, brushes, onBrush, onHover, onPick } = props;
  const room = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const top = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(room);
  const painted = useValue(colours);
  const drag = useRef<{ readonly axis: string; readonly from: number; readonly kept: Brushes }>(undefined);
  const [isOnAxis, setOnAxis] = useState(false);
  const width = Math.max(size?.width ?? 0, axes.length * axisRoom);
  const height = size?.height ?? 0;
  const inside = useMemo(() => brushedRuns(axes, brushes, runs), [axes, brushes, runs]);
  const lines = useMemo<ParallelLines>(
    () => ({ axes, layout: parallelLayout(width, height, axes.length), inside, order, colorOf }),
    [axes, width, height, inside, order, colorOf],
  );
  useEffect(() => {
    if (base.current !== null && height > 0) drawRuns(base.current, lines);
  }, [lines, height, painted]);
  useEffect(() => {
    if (top.current === null || height === 0) return;
    const shown = hovered === undefined ? strong.filter((run) => inside[run] === 1) : [hovered];
    drawStrong(top.current, lines, shown);
  }, [lines, strong, hovered, inside, height, painted]);

  const { layout } = lines;
  const at = (event: PointerEvent): { x: number; y: number; place: number; axis: PlotAxis | undefined } => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const place = Math.min(1, Math.max(0, (layout.bottom - y) / (layout.bottom - layout.top)));
    const index = layout.xs.findIndex((axisX) => Math.abs(axisX - x) <= grip);
    return { x, y, place, axis: y < layout.top - 4 ? undefined : axes[index] };
  };
  const brushTo = (place: number, done: boolean): void => {
    if (drag.current === undefined) return;
    const { axis, from, kept } = drag.current;
    const next = new Map(kept);
    const range = [Math.min(from, place), Math.max(from, place)] as const;
    // A click takes the brushes of the axis away.
    if (range[1] - range[0] >= 0.01) next.set(axis, [...(kept.get(axis) ?? []), range]);
    onBrush(next, { done });
  };

  return (
    <div className="parallel" ref={room}>
      <div
        className="parallel-inner"
        style={{ width, height }}
        data-on-axis={isOnAxis}
        role="img"
        aria-label={`Parallel coordinates of ${runs} runs over ${axes.map(({ column }) => column.title).join(", ")}`}
        onPointerDown={(event) => {
          const { axis, place, x, y } = at(event);
          if (axis === undefined) {
            const run = nearestRun(lines, { x, y });
            if (run !== undefined) onPick(run);
            return;
          }
          event.currentTarget.setPointerCapture(event.pointerId);
          const kept = new Map(brushes);
          if (!event.shiftKey) kept.delete(axis.column.name);
          drag.current = { axis: axis.column.name, from: place, kept };
        }}
        onPointerMove={(event) => {
          const { x, y, place, axis } = at(event);
          if (drag.current !== undefined) return brushTo(place, false);
          setOnAxis(axis !== undefined);
          onHover(nearestRun(lines, { x, y }));
        }}
        onPointerUp={(event) => {
          brushTo(at(event).place, true);
          drag.current = undefined;
        }}
        onPointerLeave={() => onHover(undefined)}
      >
        <canvas ref={base} aria-hidden="true" data-dim={hovered !== undefined} />
        <canvas ref={top} aria-hidden="true" />
        <svg width={width} height={height} aria-hidden="true">
          {axes.map((axis, index) => {
            const x = Math.round(layout.xs[index] ?? 0) + 0.5;
            const isLast = index === axes.length - 1;
            return (
              <g key={axis.column.name} transform={`translate(${x} 0)`}>
                <line className="axis" y1={layout.top} y2={layout.bottom} />
                {axis.ticks.map(({ at: place, text }) => {
                  const y = Math.round(placeY(layout, place)) + 0.5;
                  return (
                    <g key={text} transform={`translate(0 ${y})`}>
                      <line className="axis" x1={isLast ? 0 : -3} x2={isLast ? 3 : 0} />
                      <text x={isLast ? 7 : -7} dy="0.34em" textAnchor={isLast ? "start" : "end"}>
                        {text}
                      </text>
                    </g>
                  );
                })}
                {(brushes.get(axis.column.name) ?? []).map(([from, to]) => (
                  <rect
                    key={`${from}-${to}`}
                    className="brush"
                    x={-7}
                    width={14}
                    rx={3}
                    y={placeY(layout, to)}
                    // Before the plot is measured it has no height.
                    height={Math.max(0, placeY(layout, from) - placeY(layout, to))}
                  >
                    <title>{brushText(axis, [from, to])}</title>
                  </rect>
                ))}
              </g>
            );
          })}
        </svg>
      </div>
      <div
        className="axis-heads"
        style={{ width, "--axis-room": `${Math.floor((layout.xs[1] ?? width) - (layout.xs[0] ?? 0))}px` }}
      >
        {axes.map((axis, index) => (
          <AxisHead
            key={axis.column.name}
            axis={axis}
            x={layout.xs[index] ?? 0}
            place={index}
            of={axes.length}
            hasBrush={brushes.has(axis.column.name)}
            placeAt={(x) => nearestPlace(layout.xs, x)}
            onMove={(to) => props.onMove(axis.column.name, to)}
            onRemove={() => props.onRemove(axis.column.name)}
            onUnbrush={() => {
              const next = new Map(brushes);
              next.delete(axis.column.name);
              onBrush(next, { done: true });
            }}
          />
        ))}
      </div>
    </div>
  );
}

function nearestPlace(xs: readonly number[], x: number): number {
  let best = 0;
  for (let at = 1; at < xs.length; at += 1)
    if (Math.abs((xs[at] as number) - x) < Math.abs((xs[best] as number) - x)) best = at;
  return best;
}
