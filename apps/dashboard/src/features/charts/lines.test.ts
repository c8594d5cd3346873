import { expect, test } from "vitest";
import { createYTransform } from "../../lib/y-transform.ts";
import { preparedLine } from "./line-fixture.ts";
import { lineMarks } from "./line-marks.ts";
import { nearestRun } from "./nearest-run.ts";
import { createScale } from "./scale.ts";
import { nextX } from "./surface-measures.ts";
import { lineHits } from "./line-hits.ts";
import { tooltipRows } from "./tooltip-rows.ts";
import { yRange } from "./y-range.ts";

const line = preparedLine;
const ema = { kind: "ema", weight: 0.8 } as const;

const wave = (size: number): number[] => Array.from({ length: size }, (_, at) => Math.sin(at / 9) + at / 100);

test("live points join the stored ones, with NaN and infinities counted", () => {
  const { data } = line([1, 2], { later: [3, Number.NaN, Number.POSITIVE_INFINITY] });
  expect([...data.last]).toEqual([1, 2, 3, Number.NaN, Number.NaN]);
  expect([...data.nan]).toEqual([0, 0, 0, 1, 0]);
  expect([...data.positiveInfinity]).toEqual([0, 0, 0, 0, 1]);
  expect([data.stored, data.drawn]).toEqual([5, 5]);
});

test("sparse lines are never smoothed; step-like ones, counters, rates and short ones not by the default", () => {
  const steps = Array.from({ length: 600 }, (_, at) => 2 ** Math.floor(at / 100));
  const counter = Array.from({ length: 600 }, (_, at) => at);
  expect(line(wave(40), { smoothing: ema }).smoothed).toBeUndefined();
  for (const ys of [steps, counter, wave(400)]) {
    expect(line(ys, { smoothing: ema, chosen: false }).smoothed).toBeUndefined();
    expect(line(ys, { smoothing: ema }).smoothed).toHaveLength(ys.length);
  }
  expect(line(wave(600), { smoothing: ema, chosen: false }).smoothed).toHaveLength(600);
  expect(line(wave(600), { smoothing: ema, chosen: false, metric: "train/lr" }).smoothed).toBeUndefined();
});

test("on a log axis the logarithms are smoothed", () => {
  const ys = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 1 : 100));
  const { smoothed } = line(ys, { smoothing: { kind: "mean", points: 40 }, log: true });
  expect(smoothed?.[200]).toBeCloseTo(10, 0);
});

test("a stretch of NaN is a gap, infinities and cut values are carets", () => {
  const marks = lineMarks(
    line([1, Number.NaN, Number.NaN, 2, Number.NEGATIVE_INFINITY, 1, 99]),
    [0, 3],
    [0, 6],
    0.5,
  );
  expect(marks.gaps.map(({ from, to }) => [from, to])).toEqual([
    [0, 3],
    [3, 5],
  ]);
  expect(marks.offScale.map(({ up, x, value }) => [up, x, value])).toEqual([
    [false, 4, Number.NEGATIVE_INFINITY],
    [true, 6, 99],
  ]);
});

test("NaN up to the end is a gap without a bridge", () => {
  const { gaps } = lineMarks(line([1, Number.NaN, Number.NaN]), [0, 2], [0, 2], 0.5);
  expect(gaps).toEqual([{ reason: "NaN", from: 0, to: 2, fromY: Number.NaN, toY: Number.NaN }]);
});

test("carets that would touch are one, with the extreme value and all points", () => {
  const marks = lineMarks(line([0, 9, 11, 10, 0, 0, 0, 0, 0, 12]), [0, 3], [0, 9], 2);
  expect(marks.offScale.map(({ value, points }) => [value, points])).toEqual([
    [11, 3],
    [12, 1],
  ]);
});

test("the y range fits what is visible, keeps zero as a floor, and gives a constant some air", () => {
  const options = { kind: "linear", clip: true } as const;
  const rising = line(Array.from({ length: 100 }, (_, at) => at));
  expect(yRange([rising], { ...options, x: [0, 10] })).toMatchObject({ min: 0, max: 10.5 });
  expect(yRange([line([3, 3, 3])], { ...options, x: [0, 2] })).toMatchObject({ min: 2.7, max: 3.3 });
  expect(yRange([line([Number.NaN])], { ...options, x: [0, 1] })).toBeUndefined();
  expect(yRange([], { ...options, x: [0, 1] })).toBeUndefined();
  expect(yRange([line([0.1, 10])], { kind: "log", clip: true, x: [0, 1] })?.min).toBeGreaterThan(0);
});

test("the tooltip has eight runs around the focused one, by value, and says how many are left out", () => {
  const lines = Array.from({ length: 15 }, (_, at) => line([at, at, at], { run: `r${at}` }));
  const { rows, above, below } = tooltipRows(lineHits(lines, 1), "r7");
  expect(rows.map(({ label }) => label)).toEqual(["r10", "r9", "r8", "r7", "r6", "r5", "r4", "r3"]);
  expect([above, below]).toEqual([4, 3]);
  expect(rows.find(({ focused }) => focused)?.label).toBe("r7");
});

test("the tooltip tells no deviation of a group of one run, and that a difference is one", () => {
  const group = { runs: 2, band: "std" } as const;
  const one = line([1, 2], { group, run: "one" });
  const two = line([1, 2], { group, run: "two", signed: true });
  two.data.count.fill(2);
  one.data.count.fill(1);
  const { rows } = tooltipRows(lineHits([one, two], 1), undefined);
  expect(rows.map(({ spread, signed }) => [spread === undefined, signed])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test("a line that ended long before the pointer is not in the tooltip", () => {
  expect(lineHits([line([1, 2, 3])], 500)).toEqual([]);
});

test("the pointer takes the nearest run within 40 px, and another must be 6 px nearer", () => {
  const hits = lineHits([line([10, 10], { run: "a" }), line([20, 20], { run: "b" })], 0);
  const height = (value: number): number => value;
  expect(nearestRun(hits, height, 14, undefined)).toBe("a");
  expect(nearestRun(hits, height, 16, "a")).toBe("a");
  expect(nearestRun(hits, height, 19, "a")).toBe("b");
  expect(nearestRun(hits, height, 80, "a")).toBeUndefined();
});

test("a log scale maps decades to equal heights and puts zero outside", () => {
  const scale = createScale({
    left: 0,
    top: 0,
    width: 100,
    height: 100,
    ratio: 1,
    xMin: 0,
    xMax: 10,
    yMin: 1,
    yMax: 100,
    y: createYTransform("log"),
  });
  expect([scale.px(5), scale.py(1), scale.py(10), scale.py(100)]).toEqual([50, 100, 50, 0]);
  expect(scale.py(0)).toBeGreaterThan(100);
  expect(scale.py(Number.NaN)).toBeNaN();
});

test("the keyboard moves the cursor by stored points and stays inside the zoom", () => {
  const { at } = line([0, 1, 2, 3, 4, 5, 6]);
  expect([nextX({ at }, undefined, 1, [2, 5]), nextX({ at }, undefined, -1, [2, 5])]).toEqual([2, 5]);
  expect([nextX({ at }, 3, 1, [2, 5]), nextX({ at }, 3, -10, [2, 5]), nextX({ at }, 5, 1, [2, 5])]).toEqual([
    4, 2, 5,
  ]);
});
