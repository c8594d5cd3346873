import { useMemo, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatValue } from "../../lib/format-value.ts";
import { paletteSize } from "../../lib/palette.ts";
import type { ChartModel } from "./chart-model.ts";
import { PlotFrame, type PlotScales } from "./plot-frame.tsx";

type XyModel = Extract<ChartModel, { kind: "xy" }>;

export interface XyChartProps {
  readonly model: XyModel;
  readonly label: string;
  /** Titles of the axes. */
  readonly x: string;
  readonly y: string;
}

interface Near {
  readonly at: number;
  readonly point: readonly [number, number];
}

const reach = 40;

/** Lines, points or curves; a press on a name takes its line away, the pointer names the nearest point. */
export function XyChart({ model, label, x, y }: XyChartProps): ReactNode {
  const { series, mark, more } = model;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [near, setNear] = useState<Near>();
  const shown = series.map((one, at) => ({ ...one, at, color: `var(--run-${(at % paletteSize) + 1})` }));
  const visible = shown.filter(({ name }) => !hidden.has(name));
  const ranges = useMemo(() => rangesOf(model), [model]);
  const move = (px: number, py: number, scales: PlotScales): void => {
    let best: Near | undefined;
    let least = reach;
    for (const { at, points } of visible) {
      for (const point of points) {
        const far = Math.hypot(scales.px(point[0]) - px, scales.py(point[1]) - py);
        if (far < least) [best, least] = [{ at, point }, far];
      }
    }
    setNear(best);
  };
  const found = near === undefined ? undefined : shown[near.at];
  return (
    <>
      <PlotFrame
        label={label}
        x={ranges.x}
        y={ranges.y}
        xTitle={x}
        yTitle={y}
        onMove={move}
        onLeave={() => setNear(undefined)}
      >
        {(scales) => (
          <>
            {mark === "curve" && model.x === "fpr" ? (
              <line
                className="chance"
                x1={scales.px(0)}
                y1={scales.py(0)}
                x2={scales.px(1)}
                y2={scales.py(1)}
              />
            ) : null}
            {visible.map(({ at, name, points, color }) => (
              <g key={name} opacity={near === undefined || near.at === at ? 1 : 0.25}>
                {mark === "dot" ? null : (
                  <path
                    d={points
                      .map(([a, b], place) => `${place === 0 ? "M" : "L"}${scales.px(a)} ${scales.py(b)}`)
                      .join("")}
                    fill="none"
                    stroke={color}
                    strokeWidth={near?.at === at ? 2.25 : 1.5}
                    strokeLinejoin="round"
                    strokeDasharray={at >= paletteSize ? "5 3" : undefined}
                  />
                )}
                {mark === "dot" || points.length === 1
                  ? points.map(([a, b], place) => (
                      <circle
                        key={place}
                        cx={scales.px(a)}
                        cy={scales.py(b)}
                        r={2.5}
                        fill={color}
                        fillOpacity={0.75}
                      />
                    ))
                  : null}
              </g>
            ))}
            {near === undefined ? null : (
              <circle
                cx={scales.px(near.point[0])}
                cy={scales.py(near.point[1])}
                r={4.5}
                fill="var(--surface)"
                stroke={found?.color}
                strokeWidth={2}
              />
            )}
          </>
        )}
      </PlotFrame>
      <p className="cc-note" aria-live="polite">
        {near === undefined
          ? more === 0
            ? "\u00a0"
            : `${formatPlural(more, "row")} not drawn: there are too many.`
          : `${found?.name === "" ? "" : `${found?.name ?? ""}: `}${x} ${formatValue(near.point[0])}, ${y || "y"} ${formatValue(near.point[1])}`}
      </p>
      {series.length < 2 && series[0]?.area === undefined ? null : (
        <div className="cc-legend">
          {shown.map(({ name, color, area }) => (
            <button
              key={name}
              type="button"
              className="cc-key"
              aria-pressed={!hidden.has(name)}
              onClick={() => setHidden(toggled(hidden, name))}
            >
              <i style={{ background: color }} />
              {name === "" ? "all" : name}
              {area === undefined ? null : <span className="badge">AUC {formatValue(area, 4)}</span>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

function rangesOf({ series, mark }: XyModel): { x: [number, number]; y: [number, number] } {
  if (mark === "curve") return { x: [0, 1], y: [0, 1.02] };
  const range = (axis: 0 | 1): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { points } of series)
      for (const point of points) [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
    if (!(low <= high)) return [0, 1];
    const margin = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.04;
    return [low - margin, high + margin];
  };
  return { x: range(0), y: range(1) };
}
