import type { RunView } from "@stepwell/protocol";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { clipRange } from "../../lib/clip-range.ts";
import { loneSpikes } from "../../lib/lone-spikes.ts";
import { slotVariable } from "../../lib/palette.ts";
import { smooth } from "../../lib/smooth.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { colours } from "../shell/theme.ts";
import { chartTheme } from "./chart-theme.ts";
import type { LineData } from "./line-data.ts";
import { useSeries } from "./use-series.ts";

const buckets = 200;
const shape = { kind: "ema", weight: 0.9 } as const;

/** A metric's shape without axes; a dot is its last value. */
export function SparkLine({
  run,
  metric,
}: {
  readonly run: Pick<RunView, "project" | "id" | "color" | "status">;
  readonly metric: string;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(canvas);
  const painted = useValue(colours);
  const { project, id, color, status } = run;
  const wishes = useMemo(
    () => [
      {
        project,
        run: id,
        stream: "history" as const,
        key: metric,
        x: "_step",
        range: undefined,
        buckets,
        live: status === "running",
        use: "spark",
      },
    ],
    [project, id, metric, status],
  );
  const data = useSeries(wishes)[0]?.data;
  useEffect(() => {
    const { current } = canvas;
    if (current === null || size === undefined || data === undefined) return;
    draw(current, data, chartTheme().color(slotVariable(color)));
  }, [data, size, color, painted]);
  return <canvas className="spark" ref={canvas} aria-hidden="true" />;
}

function draw(canvas: HTMLCanvasElement, data: LineData, color: string): void {
  const ratio = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  const many = data.x.length > 60;
  const values = many ? smooth({ ...data, skip: loneSpikes(data.mean) }, shape) : data.mean;
  const range = clipRange([...values]);
  if (context === null || range === undefined) return;
  const first = data.x[0] as number;
  const length = (data.xLast[data.xLast.length - 1] as number) - first || 1;
  const px = (at: number): number => 3 + ((width - 8) * ((data.x[at] as number) - first)) / length;
  const py = (value: number): number =>
    height -
    4 -
    ((height - 8) * (Math.min(Math.max(value, range.min), range.max) - range.min)) /
      (range.max - range.min || 1);
  context.scale(ratio, ratio);
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.beginPath();
  let drawing = false;
  let last = -1;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (Number.isNaN(value)) {
      drawing = false;
      continue;
    }
    if (drawing) context.lineTo(px(at), py(value));
    else context.moveTo(px(at), py(value));
    drawing = true;
    last = at;
  }
  context.stroke();
  if (last === -1) return;
  context.beginPath();
  context.arc(px(last), py(values[last] as number), 2.5, 0, Math.PI * 2);
  context.fill();
}
