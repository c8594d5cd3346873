import fc from "fast-check";
import { expect, test } from "vitest";
import { digestValues } from "./tensor-digest.ts";

test("counts what is not finite apart, and measures the rest", () => {
  const digest = digestValues(Float32Array.of(NaN, 3, -Infinity, -4, Infinity), { bins: 2 });
  expect(digest).toEqual({
    size: 5,
    low: -4,
    high: 3,
    counts: [1, 1],
    norm: 5,
    nan: 1,
    infinite: 2,
    zeroUnits: undefined,
  });
});

test("a unit is dead when its whole column is 0, -0 too, and alive with NaN", () => {
  const columns = Float32Array.of(0, 1, 0, NaN, -0, 0, 0, 0);
  expect(digestValues(columns, { bins: 1, units: 4 }).zeroUnits).toBe(2);
});

test("an empty tensor has no range and no dead unit but all of them", () => {
  expect(digestValues(new Float32Array(0), { bins: 4, units: 3 })).toMatchObject({
    size: 0,
    low: Infinity,
    norm: 0,
    zeroUnits: 3,
  });
});

test("values of other widths are rounded to single precision", () => {
  const { low, high, infinite } = digestValues(Float64Array.of(0.1, 0.2, 1e39), { bins: 4 });
  expect({ low, high, infinite }).toEqual({ low: Math.fround(0.1), high: Math.fround(0.2), infinite: 1 });
  expect(digestValues(BigInt64Array.of(-2n, 2n), { bins: 2 }).counts).toEqual([1, 1]);
});

test("ranges too wide for single precision are still counted, each value once", () => {
  const values = Float32Array.of(-3e38, -1e38, 1e38, 3e38);
  expect(digestValues(values, { bins: 4 }).counts).toEqual([1, 1, 1, 1]);
});

test("the bin of a value is the one that its edges say, within a rounding", () => {
  fc.assert(
    fc.property(
      fc.float32Array({
        minLength: 2,
        maxLength: 50,
        noNaN: true,
        noDefaultInfinity: true,
        min: -1e6,
        max: 1e6,
      }),
      fc.integer({ min: 1, max: 64 }),
      (values, bins) => {
        const { low, high, counts } = digestValues(values, { bins });
        fc.pre(high - low > 1e-3);
        const expected = Array.from<number>({ length: bins }).fill(0);
        const near = new Set<number>();
        for (const value of values) {
          const place = ((value - low) / (high - low)) * bins;
          const bin = Math.min(bins - 1, Math.trunc(place));
          expected[bin] = (expected[bin] as number) + 1;
          if (Math.abs(place - Math.round(place)) < 1e-4) {
            near.add(Math.round(place)).add(Math.round(place) - 1);
          }
        }
        for (const [bin, count] of (counts ?? []).entries()) {
          if (!near.has(bin)) expect(count).toBe(expected[bin]);
        }
      },
    ),
  );
});
