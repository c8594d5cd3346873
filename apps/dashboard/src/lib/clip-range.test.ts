import fc from "fast-check";
import { expect, test } from "vitest";
import { clipRange } from "./clip-range.ts";
import { selectNth } from "./select-nth.ts";

const calm = Array.from({ length: 300 }, (_, at) => at / 300);

test("values without an outlier are shown whole", () => {
  expect(clipRange(calm)).toEqual({ min: 0, max: 299 / 300, clipped: false });
});

test("one spike does not press the line flat", () => {
  const range = clipRange([...calm, 1e6]);
  expect(range?.clipped).toBe(true);
  expect(range?.max).toBeLessThan(1.6);
  expect(range?.min).toBe(0);
});

test("a spike below is cut as one above", () => {
  expect(clipRange([...calm, -1e6])).toMatchObject({ min: 0, clipped: true });
});

test("beside a base that is on screen anyway, what is little farther away is no outlier", () => {
  const memory = [71.4, ...Array.from({ length: 34 }, (_, at) => 64 + (at % 5) / 5)];
  expect(clipRange(memory)).toMatchObject({ clipped: true });
  expect(clipRange(memory, 0)).toMatchObject({ max: 71.4, clipped: false });
  expect(clipRange([...memory, 1e6], 0)).toMatchObject({ clipped: true });
});

test("a few values, equal values and no finite value are not clipped", () => {
  expect(clipRange([1, 2, 1000])).toEqual({ min: 1, max: 1000, clipped: false });
  expect(clipRange(Array.from({ length: 50 }, () => 3))).toEqual({ min: 3, max: 3, clipped: false });
  expect(clipRange([Number.NaN, Number.POSITIVE_INFINITY])).toBeUndefined();
});

test("the n-th smallest value is that of the sorted ones", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 })), { minLength: 1 }),
      fc.nat(),
      (values, seed) => {
        const n = seed % values.length;
        // Plus zero: −0 and 0 are equal, and stand in any order.
        expect(selectNth(Float64Array.from(values), n) + 0).toBe(
          (Float64Array.from(values).sort()[n] ?? 0) + 0,
        );
      },
    ),
  );
});
