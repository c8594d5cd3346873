import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { chartTheme } from "../charts/chart-theme.ts";
import { colours } from "../shell/theme.ts";
import { colorRamp } from "./color-ramp.ts";
import { drawHeatMap, type HeatMapBox } from "./draw-heat-map.ts";
import { columnAt, type HeatMapModel } from "./heat-map-model.ts";
import type { HeatHover } from "./heat-tip.tsx";

export interface HeatMapProps {
  readonly label: string;
  readonly model: HeatMapModel;
  /** Step with the crosshair, or undefined. */
  readonly step: number | undefined;
  /** The pointer: step and value, or undefined when it left. */
  readonly onHover: (at: HeatHover | undefined) => void;
  readonly onPick: (step: number) => void;
}

/** Histograms over steps: x is the step, y the value, colour the count on a log scale. */
export function HeatMap({ label, model, step, onHover, onPick }: HeatMapProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const cross = useRef<HTMLDivElement>(null);
  const box = useRef<HeatMapBox>(undefined);
  const size = useElementSize(host);
  const painted = useValue(colours);
  const ramp = useMemo(() => colorRamp(), [painted]);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined || size === undefined) return;
    const ratio = devicePixelRatio;
    canvas.current.width = Math.round(size.width * ratio);
    canvas.current.height = Math.round(size.height * ratio);
    context.scale(ratio, ratio);
    box.current = drawHeatMap(context, model, size.width, size.height, chartTheme(), ramp);
  }, [model, size, ramp]);

  useEffect(() => {
    const { current } = cross;
    if (current === null || box.current === undefined) return;
    const at = step === undefined ? -1 : columnAt(model, step);
    current.hidden = at === -1 || model.steps[at] === undefined;
    const { left, top, width, height } = box.current;
    const share = Math.max(0, ((model.steps[at] ?? 0) - model.x[0]) / (model.x[1] - model.x[0]));
    current.style.cssText += `;transform:translateX(${Math.round(left + share * width)}px);top:${top}px;height:${height}px`;
  }, [step, model, size, painted]);

  const place = (event: {
    clientX: number;
    clientY: number;
  }): { step: number; value: number } | undefined => {
    const { current } = canvas;
    if (current === null || box.current === undefined) return undefined;
    const area = current.getBoundingClientRect();
    const { left, top, width, height } = box.current;
    const across = (event.clientX - area.left - left) / width;
    const up = 1 - (event.clientY - area.top - top) / height;
    if (across < 0 || across > 1 || up < 0 || up > 1) return undefined;
    const at = columnAt(model, model.x[0] + across * (model.x[1] - model.x[0]));
    return { step: model.steps[at] as number, value: model.y[0] + up * (model.y[1] - model.y[0]) };
  };

  return (
    <div className="plot heat" ref={host}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${label}, ${model.columns.length} histograms over steps`}
        data-testid="heat-map"
        data-columns={model.columns.length}
        onPointerMove={(event) => {
          const at = place(event);
          onHover(at === undefined ? undefined : { ...at, clientX: event.clientX, clientY: event.clientY });
        }}
        onPointerLeave={() => onHover(undefined)}
        onClick={(event) => {
          const at = place(event);
          if (at !== undefined) onPick(at.step);
        }}
      />
      <div className="cross" ref={cross} hidden />
    </div>
  );
}
