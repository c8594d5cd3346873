import { expect, test } from "vitest";
import { metricAt } from "./metric-at.ts";

test("the value beside a picture is the newest one up to its step", () => {
  const frame = { last: Float64Array.of(0.5, 0.7), xLast: Float64Array.of(3, 6) };
  expect(metricAt("val/miou", frame)).toEqual({ name: "val/miou", value: 0.7, step: 6 });
});

test("a metric that was not logged so far gives none", () => {
  const frame = { last: new Float64Array(), xLast: new Float64Array() };
  expect(metricAt("val/miou", frame)).toBeUndefined();
  expect(metricAt("val/miou", undefined)).toBeUndefined();
});
