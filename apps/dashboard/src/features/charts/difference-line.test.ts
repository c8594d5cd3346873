import { expect, test } from "vitest";
import { differenceLine } from "./difference-line.ts";
import { chartLine } from "./line-fixture.ts";
import { panelLines } from "./panel-lines.ts";
import type { ChartRun } from "./panel-spec.ts";

test("a difference stands at the steps that both runs have", () => {
  const run = chartLine([5, 6, 7, 8], { xs: [1, 2, 3, 9] }).data;
  const baseline = chartLine([1, 1, 4], { xs: [1, 3, 4] }).data;
  const line = differenceLine(run, baseline, { time: false });
  expect([...(line?.x ?? [])]).toEqual([1, 3]);
  expect([...(line?.mean ?? [])]).toEqual([4, 6]);
});

test("a value that is not a number leaves a gap in the difference", () => {
  const line = differenceLine(chartLine([1, Number.NaN, 3]).data, chartLine([1, 1, 1]).data, { time: false });
  expect([...(line?.mean ?? [])]).toEqual([0, Number.NaN, 2]);
});

test("runs without a common step have no difference, over time the baseline is read between its points", () => {
  const run = chartLine([5, 5], { xs: [1, 3] }).data;
  const baseline = chartLine([0, 2, 4], { xs: [0, 2, 4] }).data;
  expect(differenceLine(run, baseline, { time: false })).toBeUndefined();
  const line = differenceLine(run, baseline, { time: true });
  expect([...(line?.mean ?? [])]).toEqual([4, 2]);
});

test("every run is drawn less the baseline, which lies at zero, and the same series give the same line again", () => {
  const runs = ["a", "b"].map((id, at): ChartRun => ({
    project: "p",
    id,
    name: id,
    color: at,
    dashed: false,
    live: false,
    baseline: at === 1,
  }));
  const source = {
    panel: { id: "loss", title: "loss", keys: ["loss"], stream: "history" as const },
    runs,
    expression: undefined,
    isRelative: false,
    fromBaseline: "steps" as const,
  };
  const states = [
    [5, 6],
    [1, 1],
  ].map((ys) => ({ data: chartLine(ys).data, loading: false, error: undefined }));
  const lines = panelLines(source, states);
  expect(lines.map(({ run, data }) => [run, [...data.mean]])).toEqual([
    ["a", [4, 5]],
    ["b", [0, 0]],
  ]);
  expect(panelLines(source, states)[0]?.data).toBe(lines[0]?.data);
  expect(
    panelLines(
      source,
      states.map((state, at) => (at === 1 ? { ...state, data: undefined } : state)),
    ),
  ).toEqual([]);
});
