import { useRef, type ReactNode } from "react";
import { linearTicks } from "../../lib/axis-ticks.ts";
import { formatTicks } from "../../lib/format-ticks.ts";
import { useElementSize } from "../../lib/use-element-size.ts";

/** Places of values inside of a frame, in CSS pixels. */
export interface PlotScales {
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotFrameProps {
  readonly label: string;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xTitle: string;
  readonly yTitle: string;
  /** Default 260. */
  readonly height?: number;
  readonly hasXTicks?: boolean;
  readonly onMove?: (x: number, y: number, scales: PlotScales) => void;
  readonly onLeave?: () => void;
  readonly children: (scales: PlotScales) => ReactNode;
}

/** Axes and grid around what is drawn, as wide as there is room. */
export function PlotFrame(props: PlotFrameProps): ReactNode {
  const { label, x, y, xTitle, yTitle, height = 260, hasXTicks = true, onMove, onLeave, children } = props;
  const host = useRef<HTMLDivElement>(null);
  const width = useElementSize(host)?.width ?? 0;
  const yTicks = linearTicks(...y, Math.max(2, Math.floor(height / 38)));
  const yTexts = formatTicks(yTicks.values, yTicks.step);
  const left = Math.max(28, ...yTexts.map((text) => text.length * 6.2 + 14));
  const [right, top, bottom] = [width - 12, yTitle === "" ? 10 : 26, height - 26];
  const scales: PlotScales = {
    px: (value) => left + ((value - x[0]) / (x[1] - x[0] || 1)) * (right - left),
    py: (value) => bottom - ((value - y[0]) / (y[1] - y[0] || 1)) * (bottom - top),
    left,
    right,
    top,
    bottom,
  };
  const xTicks = linearTicks(...x, Math.max(2, Math.floor((right - left) / 76)));
  const xTexts = formatTicks(xTicks.values, xTicks.step);
  const room = xTitle.length * 6.2 + 12;
  return (
    <div className="cc-host" ref={host} style={{ height }}>
      {width === 0 ? null : (
        <svg
          className="cc-svg"
          width={width}
          height={height}
          role="img"
          aria-label={label}
          onPointerMove={(event) => {
            const area = event.currentTarget.getBoundingClientRect();
            onMove?.(event.clientX - area.left, event.clientY - area.top, scales);
          }}
          onPointerLeave={onLeave}
        >
          {yTicks.values.map((value, at) => (
            <g key={value}>
              <line className="grid" x1={left} x2={right} y1={scales.py(value)} y2={scales.py(value)} />
              <text className="tick end" x={left - 6} y={scales.py(value) + 3.5}>
                {yTexts[at]}
              </text>
            </g>
          ))}
          <line className="axis" x1={left} x2={right} y1={bottom} y2={bottom} />
          {hasXTicks
            ? xTicks.values.map((value, at) =>
                scales.px(value) > right - room ? null : (
                  <text key={value} className="tick mid" x={scales.px(value)} y={bottom + 17}>
                    {xTexts[at]}
                  </text>
                ),
              )
            : null}
          <text className="tick end" x={right} y={bottom + 17}>
            {hasXTicks ? xTitle : ""}
          </text>
          <text className="tick" x={left} y={14}>
            {yTitle}
          </text>
          {children(scales)}
        </svg>
      )}
    </div>
  );
}
