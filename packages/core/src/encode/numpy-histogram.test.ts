import fc from "fast-check";
import { expect, test } from "vitest";
import { numpyHistogram } from "./numpy-histogram.ts";

test("every value is counted in the bin whose edges enclose it", () => {
  // Where neighbouring edges differ by a few units in the last place, numpy's own correction by one bin is not enough.
  const number = fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 1000);
  const numbers = fc.array(number, { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 64 }), (data, bins) => {
      const { counts, edges } = numpyHistogram(data, bins) ?? { counts: [], edges: [] };
      const expected = counts.map((_, bin) => {
        const [low, high] = [edges[bin] as number, edges[bin + 1] as number];
        return data.filter((value) => value >= low && (value < high || (bin === bins - 1 && value === high)))
          .length;
      });
      expect(counts).toEqual(expected);
    }),
  );
});

test("a value that is not finite makes no histogram", () => {
  expect(numpyHistogram([1, NaN], 2)).toBeUndefined();
  expect(numpyHistogram(Float32Array.of(1, -Infinity), 2)).toBeUndefined();
  expect(numpyHistogram([-1.7e308, 1.7e308], 2)).toBeUndefined();
  expect(numpyHistogram(Float32Array.of(-3e38, 3e38), 2)).toBeUndefined();
});

test("one value throughout that is too large for a unit of width makes no histogram", () => {
  expect(numpyHistogram([1e300, 1e300], 4)).toBeUndefined();
  expect(numpyHistogram(Float32Array.of(1e9), 4)).toBeUndefined();
});
