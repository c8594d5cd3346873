import fc from "fast-check";
import { expect, test } from "vitest";
import { createQuantileSketch } from "./quantile-sketch.ts";

const latencies = fc.array(fc.double({ min: 1e-4, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 500 });

test("each quantile is within 1 % of the value of that rank", () => {
  fc.assert(
    fc.property(latencies, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const sketch = createQuantileSketch();
      for (const value of values) sketch.add(value);
      const sorted = values.toSorted((first, second) => first - second);
      const exact = sorted[Math.floor(share * (values.length - 1))] as number;
      expect(Math.abs((sketch.quantile(share) as number) - exact)).toBeLessThanOrEqual(exact * 0.010_001);
    }),
  );
});

test("count, sum and the largest are exact, and quantiles stay between smallest and largest", () => {
  const sketch = createQuantileSketch();
  for (const value of [0.1, 7, 3]) sketch.add(value);
  expect([sketch.count, sketch.sum, sketch.max]).toEqual([3, 10.1, 7]);
  expect([sketch.quantile(0), sketch.quantile(1), sketch.quantile(2)]).toEqual([
    expect.closeTo(0.1, 3),
    expect.closeTo(7, 1),
    sketch.quantile(1),
  ]);
  expect(sketch.quantile(1)).toBeLessThanOrEqual(7);
});

test("what no clock gives is held within bounds: zero, negative numbers, infinity; NaN is passed over", () => {
  const sketch = createQuantileSketch();
  for (const value of [0, -5, NaN]) sketch.add(value);
  expect([sketch.count, sketch.quantile(1)]).toEqual([2, 0]);
  sketch.add(Infinity);
  expect(sketch.quantile(1)).toBeGreaterThan(9e6);
});

test("an empty sketch has no quantile, also after it was cleared", () => {
  const sketch = createQuantileSketch();
  expect(sketch.quantile(0.5)).toBeUndefined();
  sketch.add(5);
  sketch.clear();
  expect([sketch.quantile(0.5), sketch.count, sketch.sum, sketch.max]).toEqual([undefined, 0, 0, -Infinity]);
});
