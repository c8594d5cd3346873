import { expect, test } from "vitest";
import { createYTransform } from "../../lib/y-transform.ts";
import { hasDots } from "./has-dots.ts";
import { preparedLine } from "./line-fixture.ts";
import { createScale, type ChartScale } from "./scale.ts";

const scaleOf = (xMin: number, xMax: number, ratio = 1): ChartScale =>
  createScale({
    left: 0,
    top: 0,
    width: 400 * ratio,
    height: 100,
    ratio,
    xMin,
    xMax,
    yMin: 0,
    yMax: 1,
    y: createYTransform("linear"),
  });
const ys = (size: number): number[] => Array.from({ length: size }, () => 0.5);

test("points that lie eight pixels apart have dots, on every screen and however short their line is", () => {
  const line = preparedLine(ys(51));
  expect(hasDots(line, scaleOf(0, 50))).toBe(true);
  expect(hasDots(line, scaleOf(0, 50, 2))).toBe(true);
  expect(hasDots(preparedLine(ys(21)), scaleOf(0, 60))).toBe(false);
  expect(hasDots(preparedLine([1]), scaleOf(0, 5_000))).toBe(true);
});

test("a zoom brings the dots at once, and buckets of several points have none", () => {
  const line = preparedLine(ys(500));
  expect(hasDots(line, scaleOf(0, 499))).toBe(false);
  expect(hasDots(line, scaleOf(100, 120))).toBe(true);
  const rough = { ...line, data: { ...line.data, inRange: 50_000 } };
  expect(hasDots(rough, scaleOf(100, 120))).toBe(false);
});
