import fc from "fast-check";
import { expect, test } from "vitest";
import { loneSpikes } from "./lone-spikes.ts";
import { smooth, type SmoothInput } from "./smooth.ts";

function points(y: readonly number[], x: readonly number[] = y.map((_, at) => at)): SmoothInput {
  return { x, xLast: x, mean: y, count: y.map(() => 1), spacing: 1 };
}

test("a constant stays the constant, whatever the weight and the distances", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (gaps, weight, value) => {
        let at = 0;
        const x = gaps.map((gap) => (at += gap));
        for (const smoothed of smooth(
          points(
            x.map(() => value),
            x,
          ),
          weight,
        ))
          expect(smoothed).toBeCloseTo(value, 5);
      },
    ),
  );
});

test("with even spacing it is the de-biased moving average of TensorBoard", () => {
  const y = Array.from({ length: 50 }, (_, at) => Math.sin(at / 3) + at / 20);
  let last = 0;
  const expected = y.map((value, at) => {
    last = last * 0.8 + value * 0.2;
    return last / (1 - 0.8 ** (at + 1));
  });
  const smoothed = smooth(points(y), 0.8);
  for (const [at, value] of expected.entries()) expect(smoothed[at]).toBeCloseTo(value, 10);
});

test("the line over buckets of eight points is the line over all points, within 1 % of the range", () => {
  const y = Array.from(
    { length: 4_000 },
    (_, at) => Math.exp(-at / 900) + 0.05 * Math.sin(at * 1.7) + 0.05 * Math.sin(at * 0.31),
  );
  const fine = smooth(points(y), 0.98);
  const size = 8;
  const starts = Array.from({ length: y.length / size }, (_, at) => at * size);
  const coarse = smooth(
    {
      x: starts,
      xLast: starts.map((start) => start + size - 1),
      mean: starts.map((start) => y.slice(start, start + size).reduce((sum, value) => sum + value, 0) / size),
      count: starts.map(() => size),
      spacing: 1,
    },
    0.98,
  );
  for (const [at, start] of starts.entries()) {
    expect(
      Math.abs((coarse[at] as number) - (fine[start + size - 1] as number)),
      `bucket ${at}`,
    ).toBeLessThan(0.012);
  }
});

test("NaN breaks the line and does not enter the average", () => {
  const smoothed = smooth(points([1, 1, Number.NaN, 1]), 0.9);
  expect(Number.isNaN(smoothed[2])).toBe(true);
  expect(smoothed[3]).toBeCloseTo(1, 12);
});

test("a weight of zero gives the values back", () => {
  expect([...smooth(points([3, 1, 2]), 0)]).toEqual([3, 1, 2]);
});

test("a lone spike is found and leaves no tail", () => {
  const y = Array.from({ length: 200 }, (_, at) => 1 + 0.02 * Math.sin(at * 2.3));
  y[100] = 50;
  const skip = loneSpikes(y);
  expect([...skip]).toEqual([100]);
  const smoothed = smooth({ ...points(y), skip }, 0.9);
  for (const value of smoothed.slice(98, 120)) expect(Math.abs(value - 1)).toBeLessThan(0.03);
});

test("a new level is not a spike", () => {
  const y = Array.from({ length: 200 }, (_, at) => (at < 100 ? 1 : 5) + 0.02 * Math.sin(at * 2.3));
  expect(loneSpikes(y).size).toBe(0);
});
