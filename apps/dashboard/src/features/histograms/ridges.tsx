import { useEffect, useRef, type ReactNode } from "react";
import { linearTicks } from "../../lib/axis-ticks.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatTicks } from "../../lib/format-ticks.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { chartTheme, type ChartTheme } from "../charts/chart-theme.ts";
import { colours } from "../shell/theme.ts";
import { columnAt, type HeatMapModel } from "./heat-map-model.ts";
import { ridgeColumns } from "./ridge-columns.ts";

export interface RidgesProps {
  readonly label: string;
  readonly model: HeatMapModel;
  /** The step that is drawn strong; undefined for the newest. */
  readonly step: number | undefined;
  readonly onPick: (step: number) => void;
}

const left = 64;
const right = 12;
const foot = 26;

/** Histograms behind one another, the newest in front. */
export function Ridges({ label, model, step, onPick }: RidgesProps): ReactNode {
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
    const chosen = model.columns[step === undefined ? model.columns.length - 1 : columnAt(model, step)]?.step;
    draw(context, model, chosen, size.width, size.height, chartTheme());
  }, [model, size, step, painted]);
  return (
    <div className="plot heat" ref={host}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${label}, ${model.columns.length} histograms behind one another`}
        data-testid="ridges"
        onClick={(event) => {
          const area = event.currentTarget.getBoundingClientRect();
          const shown = ridgeColumns(model.columns, area.height - foot);
          const { top, gap } = rows(shown.length, area.height);
          const at = Math.round((event.clientY - area.top - top) / gap);
          const column = shown[Math.max(0, Math.min(shown.length - 1, at))];
          if (column !== undefined) onPick(column.step);
        }}
      />
    </div>
  );
}

/** Where the first row stands, and how far the next is from it. */
function rows(count: number, height: number): { top: number; gap: number; rise: number } {
  const rise = Math.min(70, height * 0.25);
  const top = 8 + rise;
  return { top, gap: count < 2 ? 1 : (height - foot - top) / (count - 1), rise };
}

function draw(
  context: CanvasRenderingContext2D,
  model: HeatMapModel,
  chosen: number | undefined,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  const shown = ridgeColumns(model.columns, height - foot);
  const { top, gap, rise } = rows(shown.length, height);
  const px = (value: number): number =>
    left + ((value - model.y[0]) / (model.y[1] - model.y[0])) * (width - left - right);
  const most = Math.max(1, ...shown.map(({ counts }) => counts.reduce((a, b) => Math.max(a, b), 0)));
  context.fillStyle = theme.color("--surface");
  context.fillRect(0, 0, width, height);
  context.font = `10.5px ${theme.font}`;
  context.textBaseline = "middle";
  const every = Math.max(1, Math.ceil(22 / gap));
  const chosenAt = shown.findIndex(({ step }) => step === chosen);
  for (const [at, { step, edges, counts }] of shown.entries()) {
    const base = top + at * gap;
    const isChosen = step === chosen;
    context.beginPath();
    context.moveTo(px(edges[0] ?? model.y[0]), base);
    for (const [bin, count] of counts.entries()) {
      const y = base - (count / most) * rise;
      context.lineTo(px(edges[bin] as number), y);
      context.lineTo(px(edges[bin + 1] as number), y);
    }
    context.lineTo(px(edges.at(-1) ?? model.y[0]), base);
    const share = shown.length < 2 ? 1 : at / (shown.length - 1);
    context.fillStyle = theme.color(`--seq-${2 + Math.round(share * 4)}`);
    context.fill();
    context.strokeStyle = theme.color(isChosen ? "--ink" : "--surface");
    context.lineWidth = isChosen ? 2 : 1;
    context.stroke();
    context.textAlign = "right";
    context.fillStyle = theme.color(isChosen ? "--ink" : "--ink-3");
    const isCovered = chosenAt !== -1 && Math.abs(at - chosenAt) * gap < 14;
    if (isChosen || (at % every === 0 && !isCovered))
      context.fillText(
        counts.length === 0 ? `${formatStep(step)} \u2205` : formatStep(step),
        left - 8,
        base - 3,
      );
  }
  const ticks = linearTicks(...model.y, Math.max(2, Math.floor((width - left) / 76)));
  const texts = formatTicks(ticks.values, ticks.step);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.fillStyle = theme.color("--ink-3");
  for (const [at, value] of ticks.values.entries())
    context.fillText(texts[at] as string, px(value), height - foot + 8);
}
