import fc from "fast-check";
import { expect, test } from "vitest";
import { summarizeValues } from "./summarize-values.ts";

test("what is not finite is counted apart from mean, deviation and bounds", () => {
  const found = summarizeValues(Float64Array.of(NaN, 0, 4, Infinity, -0, 2, -Infinity, NaN));
  expect(found).toMatchObject({ count: 8, nan: 2, infinite: 2, zeroShare: 0.25 });
  expect(found.moments).toEqual({ mean: 1.5, std: expect.closeTo(1.6583, 4) as number, min: 0, max: 4 });
});

test("without a finite number there are no moments", () => {
  expect(summarizeValues(new Float64Array(0))).toMatchObject({ count: 0, zeroShare: 0 });
  expect(summarizeValues(Float64Array.of(NaN)).moments).toBeUndefined();
});

test("mean and deviation are those of two passes", () => {
  fc.assert(
    fc.property(fc.float64Array({ minLength: 1, min: -1e6, max: 1e6, noNaN: true }), (values) => {
      const { moments } = summarizeValues(values);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(moments?.mean).toBeCloseTo(mean, 4);
      expect(moments?.std).toBeCloseTo(Math.sqrt(variance), 3);
    }),
  );
});
