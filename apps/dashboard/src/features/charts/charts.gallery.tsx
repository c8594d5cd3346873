import { useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import type { YKind } from "../../lib/y-transform.ts";
import type { GalleryEntry, GalleryState } from "../gallery/gallery-entry.ts";
import type { ChartModel } from "./build-picture.ts";
import { valueScale, xScale } from "./chart-axes.ts";
import { ChartBadge } from "./chart-badge.tsx";
import "./charts.css";
import { groupLine } from "./group-line.ts";
import { KeyName } from "./key-name.tsx";
import { chartLine, preparedLine } from "./line-fixture.ts";
import { LinePlot } from "./line-plot.tsx";
import { PanelTable } from "./panel-table.tsx";
import type { ChartLine } from "./prepare-line.ts";

const ema = { kind: "ema", weight: 0.8 } as const;

/** Noise that is the same every time: a hash of a number, from −1 to 1. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return (value - Math.floor(value)) * 2 - 1;
}

function loss(size: number, seed: number, rough = 0.05): number[] {
  return Array.from(
    { length: size },
    (_, at) => 0.3 + 0.06 * seed + Math.exp((-4 * at) / size) + rough * noise(at + seed * 997),
  );
}

function lines(count: number, size: number): ChartLine[] {
  return Array.from({ length: count }, (_, at) =>
    chartLine(loss(size, (at % 12) / 3), {
      run: `run-${at + 1}`,
      id: `run-${at + 1}`,
      color: `--run-${(at % 12) + 1}`,
      dashed: at >= 12,
    }),
  );
}

interface PanelProps extends Partial<Omit<ChartModel, "lines" | "xScale">> {
  readonly title?: string;
  readonly lines: readonly ChartLine[];
  readonly x?: string;
  readonly children?: ReactNode;
}

/** A panel as the workspace has it, around a plot that needs no server. */
function Panel({
  title = "train/loss",
  lines: shown,
  x = "_step",
  children,
  ...more
}: PanelProps): ReactNode {
  const model = useMemo<ChartModel>(
    () => ({
      lines: shown,
      xScale: xScale(x, x === "_step" ? "step" : keyText(x)),
      yScale: valueScale,
      zoom: undefined,
      yZoom: undefined,
      smoothing: ema,
      smoothingChosen: true,
      clip: true,
      kind: "linear" as YKind,
      area: false,
      endLabels: false,
      pinned: undefined,
      ...more,
    }),
    [],
  );
  const stored = shown.reduce((sum, { data }) => sum + data.stored, 0);
  return (
    <article className="panel" aria-label={title} style={{ height: "100%" }}>
      <header>
        <h3 className="ell">
          <KeyName text={title} />
        </h3>
        <span className="grow" />
        <ChartBadge drawn={{ drawn: stored, stored }} />
      </header>
      <LinePlot id={`gallery ${title} ${JSON.stringify(more)} ${shown.length}`} model={model}>
        {children}
      </LinePlot>
    </article>
  );
}

function state(
  name: string,
  props: PanelProps,
  size: { readonly width?: number; readonly height?: number } = {},
): GalleryState {
  const { width = 360, height = 228 } = size;
  return { name, width, height, render: () => <Panel {...props} /> };
}

const spiked = loss(600, 0).map((value, at) => (at === 240 ? 1e6 : value));
const broken = loss(600, 1).map((value, at) =>
  at >= 200 && at < 280
    ? Number.NaN
    : at === 400
      ? Number.POSITIVE_INFINITY
      : at === 450
        ? Number.NEGATIVE_INFINITY
        : at === 500
          ? Number.NaN
          : value,
);
const start = 1_795_370_000;
const circle = Array.from({ length: 120 }, (_, at) => at / 14);

/** The states of line charts. */
export const entries: readonly GalleryEntry[] = [
  {
    name: "charts",
    states: [
      state("1 run", { lines: lines(1, 800) }),
      state("3 runs with bands", { lines: lines(3, 800) }),
      state("12 runs", { lines: lines(12, 800) }),
      state("24 runs, dashes", { lines: lines(24, 800) }),
      state("1,000 runs", { lines: lines(1_000, 120), smoothing: { kind: "ema", weight: 0 } }),
      state("focus", { lines: lines(12, 800), pinned: "run-3" }),
      state("baseline", { lines: lines(6, 800).map((line, at) => ({ ...line, baseline: at === 2 })) }),
      state("sparse", { title: "val/miou", lines: lines(3, 20) }),
      state("sparse, 12 runs", { title: "val/miou", lines: lines(12, 20) }),
      state("the shared step", { lines: lines(3, 800), step: 560 }),
      state("days over a year's end", {
        x: "_timestamp",
        lines: [
          chartLine(loss(90, 0), {
            xs: Array.from({ length: 90 }, (_, at) => start + (at + 10) * 86_400),
          }),
        ],
      }),
      state("one point", { lines: [chartLine([0.42])] }),
      state("all equal", { lines: [chartLine(Array.from({ length: 60 }, () => 3))] }),
      state("all NaN", { lines: [chartLine(Array.from({ length: 60 }, () => Number.NaN))] }),
      state("NaN, ±∞ and a single NaN", { lines: [chartLine(broken)] }),
      state("spike of 1e6", { lines: [chartLine(spiked), ...lines(2, 600)] }),
      state("spike, all shown", { lines: [chartLine(spiked)], clip: false }),
      state("values of 1e−9", { lines: [chartLine(loss(600, 0).map((value) => value * 1e-9))] }),
      state("values of 1e9", { lines: [chartLine(loss(600, 0).map((value) => value * 1e9))] }),
      state("log y", {
        title: "train/grad_norm",
        kind: "log",
        lines: [chartLine(loss(600, 0).map((value, at) => value * 10 ** (3 - at / 150)))],
      }),
      state("negative on log", {
        kind: "log",
        lines: [chartLine(Array.from({ length: 600 }, (_, at) => Math.sin(at / 60) * 10 ** (at / 200)))],
      }),
      state("Gaussian", { lines: lines(2, 800), smoothing: { kind: "gauss", sigma: 8 } }),
      state("running mean", { lines: lines(2, 800), smoothing: { kind: "mean", points: 40 } }),
      state("no smoothing", { lines: lines(2, 300), smoothing: { kind: "ema", weight: 0 } }),
      state("box zoom", { lines: lines(3, 800), zoom: [200, 420], yZoom: [0.3, 0.9] }),
      state("fixed range", { lines: lines(3, 800), range: { min: 0, max: 3 } }),
      state("wall time", {
        x: "_timestamp",
        lines: [chartLine(loss(400, 0), { xs: Array.from({ length: 400 }, (_, at) => start + at * 300) })],
      }),
      state("runtime", {
        x: "_runtime",
        lines: [chartLine(loss(400, 0), { xs: Array.from({ length: 400 }, (_, at) => at * 9) })],
      }),
      state("x turns back", {
        title: "val/miou",
        x: "val/loss",
        lines: [
          chartLine(
            circle.map((at) => Math.sin(at)),
            { xs: circle.map((at) => Math.cos(at) * (1 + at / 9)) },
          ),
        ],
      }),
      state("group, mean ± std", {
        title: "val/miou",
        lines: [groupOf("std", "--run-1", 0), groupOf("std", "--run-2", 4)],
      }),
      state("group, min to max", { title: "val/miou", lines: [groupOf("minmax", "--run-3", 0)] }),
      state("names at the end", {
        endLabels: true,
        lines: [
          chartLine(loss(600, 0), { run: "train", label: "train" }),
          chartLine(loss(600, 4), { run: "val", label: "val", color: "--run-2" }),
        ],
      }),
      state("area", {
        title: "gpu.0.memory",
        area: true,
        smoothing: { kind: "ema", weight: 0 },
        lines: [
          chartLine(
            loss(300, 2).map((value) => value * 40),
            { color: "--run-10" },
          ),
        ],
      }),
      state("a long prefix", {
        title: `model/${"encoder/block/".repeat(5)}loss`,
        lines: lines(2, 300),
      }),
      state("names of 80 characters", {
        title: `train/${"a_very_long_metric_name_".repeat(4)}`,
        lines: [chartLine(loss(300, 0), { label: "x".repeat(80) })],
      }),
      {
        name: "empty",
        width: 360,
        height: 228,
        render: () => (
          <Panel lines={[]}>
            <div className="plot-note">No visible run has train/loss</div>
          </Panel>
        ),
      },
      {
        name: "loading",
        width: 360,
        height: 228,
        render: () => <Panel lines={[]} title="train/loss" />,
      },
      {
        name: "error",
        width: 360,
        height: 228,
        render: () => (
          <Panel lines={[]}>
            <div className="plot-note warn">Could not read this series: the server does not answer.</div>
          </Panel>
        ),
      },
      {
        name: "table",
        width: 360,
        height: 228,
        render: () => (
          <div className="panel" style={{ height: "100%" }}>
            <PanelTable
              title="train/loss"
              lines={[0, 1, 2].map((at) =>
                preparedLine(loss(600, at), {
                  run: `run-${at + 1}`,
                  id: `run-${at + 1}`,
                  color: `--run-${at + 1}`,
                  baseline: at === 0,
                  smoothing: ema,
                }),
              )}
            />
          </div>
        ),
      },
    ],
  },
];

function groupOf(band: "std" | "minmax", color: string, from: number): ChartLine {
  const members = [0, 1, 2, 3, 4].map((at) => chartLine(loss(60, from + at / 2)).data);
  const data = groupLine(members, band);
  if (data === undefined) throw new Error("[dashboard] Failed to build the gallery: a group has no runs.");
  return { ...chartLine([]), id: color, run: color, label: "adamw", color, data, group: { runs: 5, band } };
}
