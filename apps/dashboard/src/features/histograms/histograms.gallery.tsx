import type { ReactNode } from "react";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import { ColorBar } from "./color-bar.tsx";
import { heatMapModel, type HeatMapModel } from "./heat-map-model.ts";
import { HeatMap } from "./heat-map.tsx";
import type { HistogramColumn } from "./histogram-cell.ts";
import "./histograms.css";
import { OneStep } from "./one-step.tsx";
import { Ridges } from "./ridges.tsx";
import { HistogramDrawing } from "./run-histograms.tsx";

const stay = (): void => undefined;

/** A bell of 32 bins that becomes narrower with the steps. */
function bell(step: number, width: number, count = 2_000): HistogramColumn {
  const edges = Float64Array.from({ length: 33 }, (_, at) => (at - 16) * width * 0.25);
  const counts = Float64Array.from({ length: 32 }, (_, at) =>
    Math.round((count / 8) * Math.exp(-(((at - 15.5) / 6) ** 2))),
  );
  return { step, edges, counts, total: counts.reduce((sum, one) => sum + one, 0) };
}

function bells(count: number, scale = 1): HistogramColumn[] {
  return Array.from({ length: count }, (_, at) => bell(at * 100, scale / (1 + (4 * at) / count)));
}

const spike: HistogramColumn = {
  step: 0,
  edges: Float64Array.of(0, 1, 999_999, 1e6),
  counts: Float64Array.of(1_999, 0, 1),
  total: 2_000,
};
const gap = bells(30).filter(({ step }) => step < 1_200 || step > 1_700);
const missed = [1_200, 1_300, 1_400, 1_500, 1_600, 1_700];

const models: Readonly<Record<string, HeatMapModel | undefined>> = {
  "30 steps": heatMapModel(bells(30)),
  "2,000 steps": heatMapModel(bells(2_000)),
  "a gap": heatMapModel(gap, missed),
  "one step": heatMapModel(bells(1)),
  "values of 1e\u22129": heatMapModel(bells(30, 1e-9)),
  "a value of 1e6": heatMapModel([spike, { ...spike, step: 1 }]),
};

function states(draw: (model: HeatMapModel) => ReactNode): GalleryState[] {
  return Object.entries(models).flatMap(([name, model]) =>
    model === undefined
      ? []
      : [
          {
            name,
            width: 400,
            height: 260,
            render: () => (
              <article className="panel" style={{ height: "100%" }} aria-label={name}>
                {draw(model)}
              </article>
            ),
          },
        ],
  );
}

const hollow: HistogramColumn = { step: 0, edges: new Float64Array(), counts: new Float64Array(), total: 0 };

function drawing(name: string, columns: readonly HistogramColumn[] | undefined): GalleryState {
  return {
    name,
    width: 300,
    height: 180,
    render: () => (
      <article className="panel" style={{ height: "100%" }} aria-label={name}>
        <HistogramDrawing label="kernel" columns={columns} mode="heat" step={undefined} onPick={stay} />
      </article>
    ),
  };
}

/** Histograms over steps in their three looks. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "Heat map",
    states: states((model) => (
      <HeatMap label="gradients/dense" model={model} step={900} onHover={stay} onPick={stay} />
    )),
  },
  {
    name: "Ridges",
    states: states((model) => (
      <Ridges label="gradients/dense" model={model} step={undefined} onPick={stay} />
    )),
  },
  {
    name: "One histogram",
    states: [
      ...states((model) => (
        <OneStep column={model.columns[model.columns.length >> 1] as HistogramColumn} range={model.y} />
      )),
    ],
  },
  {
    name: "Histograms of a panel",
    states: [
      drawing("not read yet", undefined),
      drawing("no values", [hollow]),
      drawing("one step", bells(1)),
    ],
  },
  {
    name: "Scale of counts",
    states: [
      { name: "known", width: 340, height: 40, render: () => <ColorBar most={12_480} /> },
      { name: "not read yet", width: 340, height: 40, render: () => <ColorBar most={undefined} /> },
    ],
  },
];
