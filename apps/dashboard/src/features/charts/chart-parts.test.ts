import { expect, test } from "vitest";
import { noSmoothing } from "../../lib/smoothing.ts";
import { fromStart, withGaps } from "./adjust-data.ts";
import { buildPicture, type ChartModel } from "./build-picture.ts";
import { valueScale, xScale } from "./chart-axes.ts";
import { linesCsv } from "./export-csv.ts";
import { pointerHits } from "./line-hits.ts";
import { chartLine, preparedLine } from "./line-fixture.ts";
import { lineMarks } from "./line-marks.ts";
import { panelLines, panelWishes } from "./panel-lines.ts";
import type { ChartRun, PanelSpec } from "./panel-spec.ts";
import { parseExpression, type Expression } from "./parse-expression.ts";
import { createScale } from "./scale.ts";
import type { SeriesState } from "./series-store.ts";
import { keptZoom } from "./surface-measures.ts";
import { createSvgPen } from "./svg-pen.ts";
import { tableRows } from "./table-rows.ts";

const model: ChartModel = {
  lines: [],
  xScale: xScale("_step", "step"),
  yScale: valueScale,
  zoom: undefined,
  yZoom: undefined,
  smoothing: noSmoothing,
  smoothingChosen: true,
  clip: true,
  kind: "linear",
  area: false,
  endLabels: false,
  pinned: undefined,
};
const panel: PanelSpec = { id: "loss", title: "loss", keys: ["loss"], stream: "history" };
const runs: readonly ChartRun[] = ["a", "b", "c"].map((id, at) => ({
  project: "p",
  id,
  name: `run ${id}`,
  color: at,
  dashed: false,
  live: false,
  startedAt: 1_000_000 * (at + 1),
}));
const state = (ys: readonly number[], xs?: readonly number[]): SeriesState => ({
  data: chartLine(ys, xs === undefined ? {} : { xs }).data,
  loading: false,
  error: undefined,
});

test("relative time counts from the start of each run, and a zoom asks each run for its own part", () => {
  const source = { panel, runs: runs.slice(0, 2), expression: undefined, isRelative: true };
  const lines = panelLines(source, [state([1, 2], [1_000, 1_060]), state([1, 2], [2_005, 2_010])]);
  expect(lines.map(({ data }) => [...data.x])).toEqual([
    [0, 60],
    [5, 10],
  ]);
  const wishes = panelWishes({ ...source, x: "_timestamp", range: [10, 20], buckets: 100, use: "panel" });
  expect(wishes.map(({ range }) => range)).toEqual([
    [1_010, 1_020],
    [2_010, 2_020],
  ]);
});

test("runs of a group are one line, and those without one stay themselves", () => {
  const group = { id: "g", label: "adamw", color: 4 };
  const grouped = runs.map((run, at) => (at < 2 ? { ...run, group } : { ...run, baseline: true }));
  const lines = panelLines({ panel, runs: grouped, expression: undefined, isRelative: false }, [
    state([1, 1]),
    state([3, 3]),
    state([9, 9]),
  ]);
  expect(lines.map(({ label, run, data }) => [label, run, data.mean[0]])).toEqual([
    ["run c", "c", 9],
    ["adamw", "g", 2],
  ]);
  expect(lines[0]?.baseline).toBe(true);
  expect(lines[1]?.group).toEqual({ runs: 2, band: "std" });
});

test("a formula is one line for each run that has its metrics, and the same one while nothing came", () => {
  const expression = parseExpression("${loss} - ${val}") as Expression;
  const states = [
    state([3, 3]),
    state([1, 2]),
    state([5, 5]),
    { data: undefined, loading: false, error: undefined },
  ];
  const source = { panel, runs: runs.slice(0, 2), expression, isRelative: false };
  const lines = panelLines(source, states);
  expect(lines.map(({ label, data }) => [label, ...data.mean])).toEqual([["run a", 2, 1]]);
  expect(panelLines(source, states)[0]?.data).toBe(lines[0]?.data);
});

test("lines that are moved or have gaps put in are the same object each time", () => {
  const { data } = chartLine([1, 2, 3, 4, 5], { xs: [0, 15, 30, 300, 315] });
  expect(fromStart(data, 5)).toBe(fromStart(data, 5));
  expect([...fromStart(data, 5).x]).toEqual([-5, 10, 25, 295, 310]);
  expect(withGaps(data)).toBe(withGaps(data));
});

test("where nothing was measured for long there is a gap that says no data", () => {
  const line = chartLine([1, 2, 3, 4, 5], { xs: [0, 15, 30, 300, 315] });
  const gapped = preparedLine([], { ...line, data: withGaps(line.data) });
  const { gaps } = lineMarks(gapped, [0, 9], [0, 315], 1);
  expect(gaps.map(({ reason, from, to }) => [reason, from, to])).toEqual([["no data", 30, 300]]);
});

test("a zoom stays inside of what is stored, follows new points at the end, and is none when it shows everything", () => {
  expect(keptZoom([20.123456, 40.98765], [0, 1_000])).toEqual([20.123, 40.988]);
  expect(keptZoom([-50, 50], [0, 100])).toBeUndefined();
  expect(keptZoom([-10, 40], [0, 1_000])).toEqual([0, 50]);
  expect(keptZoom([960, 1_200], [0, 1_000])).toEqual([760, Number.POSITIVE_INFINITY]);
  expect(keptZoom([8_000.4, 9_600.2], [0, 20_000])).toEqual([8_000, 9_600]);
});

test("a zoom without an end shows up to the last point, and a box holds y", () => {
  const lines = [chartLine([1, 2, 3, 4])];
  const picture = buildPicture(
    { ...model, lines, zoom: [1, Number.POSITIVE_INFINITY], yZoom: [0.5, 2.5] },
    300,
  );
  expect([picture.x, picture.y]).toEqual([
    [1, 3],
    [0.5, 2.5],
  ]);
});

test("an end of y that is held stays, the other fits, and a range that is none is left alone", () => {
  const lines = [chartLine([1, 2, 3])];
  expect(buildPicture({ ...model, lines, range: { min: -4 } }, 300).y[0]).toBe(-4);
  expect(buildPicture({ ...model, lines, range: { min: 9, max: 2 } }, 300).y[1]).toBeGreaterThan(3);
  expect(buildPicture({ ...model, lines, kind: "log", range: { min: -1 } }, 300).y[0]).toBeGreaterThan(0);
});

test("a log axis is symlog where values are zero or less, and both map back", () => {
  const { transform } = buildPicture(
    { ...model, kind: "log", lines: [chartLine([-100, 0, 0.5, 1_000])] },
    300,
  );
  expect(transform.kind).toBe("symlog");
  for (const value of [-100, -0.5, 0, 3, 1_000])
    expect(transform.from(transform.to(value))).toBeCloseTo(value, 8);
  expect(buildPicture({ ...model, kind: "log", lines: [chartLine([1, 10])] }, 300).transform.kind).toBe(
    "log",
  );
});

test("where x turns back the point nearest to the pointer is taken, not the nearest x", () => {
  const line = preparedLine([0, 10, 0], { xs: [0, 5, 1] });
  const { x, y, transform } = buildPicture({ ...model, lines: [line] }, 300);
  const scale = createScale({
    left: 0,
    top: 0,
    width: 100,
    height: 100,
    ratio: 1,
    xMin: x[0],
    xMax: x[1],
    yMin: y[0],
    yMax: y[1],
    y: transform,
  });
  expect(line.data.rising).toBe(false);
  expect(pointerHits([line], 4.6, scale, 2).map(({ at }) => at)).toEqual([1]);
  expect(pointerHits([line], 4.6, scale, undefined)).toEqual([]);
});

test("the numbers of a chart are those at the pointer, with the difference to the baseline", () => {
  const lines = [
    preparedLine([1, 2, 3], { id: "a", run: "a", baseline: true }),
    preparedLine([1, 4, 9], { id: "b", run: "b" }),
  ];
  expect(tableRows(lines, 1).map(({ value, delta }) => [value, delta])).toEqual([
    [2, undefined],
    [4, { value: 4, base: 2 }],
  ]);
  expect(tableRows(lines, undefined).map(({ value, min, max }) => [value, min, max])).toEqual([
    [3, 1, 3],
    [9, 1, 9],
  ]);
});

test("a download has every entry in full precision, and no name that a spreadsheet would compute", () => {
  const text = linesCsv([preparedLine([0.1 + 0.2, Number.NaN], { label: '=cmd|"x",1', metric: "loss" })], {
    key: "_step",
  });
  expect(text.split("\r\n").slice(0, 3)).toEqual([
    "line,metric,_step,_step_last,mean,min,max,last,smoothed,points",
    '"\'=cmd|""x"",1",loss,0,0,0.30000000000000004,0.30000000000000004,0.30000000000000004,0.30000000000000004,,1',
    '"\'=cmd|""x"",1",loss,1,1,NaN,NaN,NaN,NaN,,1',
  ]);
});

test("a picture in SVG has escaped names, and nothing but what was drawn", () => {
  const pen = createSvgPen((text) => text.length * 6);
  const { context } = pen;
  context.save();
  context.beginPath();
  context.rect(0, 0, 10, 10);
  context.clip();
  const path = pen.newPath();
  path.moveTo(0, 1);
  path.lineTo(2.345678, Number.NaN);
  context.strokeStyle = "#123456";
  context.stroke(path);
  context.restore();
  context.font = "600 13px Arial";
  context.fillText('</text><script>"&', 5, 5);
  expect(pen.svg(100, 50, "#fff")).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50"><rect width="100%" height="100%" fill="#fff"/><clipPath id="c1"><path d="M0 0h10v10h-10z"/></clipPath><g clip-path="url(#c1)"><path d="M0 1L2.35 0" fill="none" stroke="#123456" stroke-width="1" stroke-linejoin="round"/></g><text x="5" y="5" font-family="Arial" font-size="13" font-weight="600" text-anchor="start" fill="#000">&lt;/text>&lt;script>&quot;&amp;</text></svg>\n',
  );
});

test("an axis of wall time names the day once, in bold, where it begins", () => {
  const ticks = xScale("_timestamp", "").ticks(1_795_300_000, 1_795_300_000 + 86_400 * 1.5, 6);
  const days = ticks.labels.filter((label) => /^\d+ [A-Z]/.test(label));
  expect(new Set(days).size).toBe(days.length);
  expect(ticks.bold?.map((at) => ticks.labels[at])).toEqual(days);
});

test("an axis of days names the year once, in bold, where it begins", () => {
  const from = Date.UTC(2026, 11, 1) / 1_000;
  const { labels, bold = [] } = xScale("_timestamp", "").ticks(from, from + 86_400 * 60, 6);
  expect(bold.map((at) => labels[at]?.replace(/^\d+ [A-Z][a-z]+ /, ""))).toEqual(["2026", "2027"]);
  expect(labels.filter((label) => /\d{4}$/.test(label)).length).toBe(2);
});
