import fc from "fast-check";
import { expect, test } from "vitest";
import { loneSpikes } from "./lone-spikes.ts";
import { smooth, type SmoothInput } from "./smooth.ts";
import type { Smoothing } from "./smoothing.ts";

function ema(weight: number): Smoothing {
  return { kind: "ema", weight };
}

function points(y: readonly number[], x: readonly number[] = y.map((_, at) => at)): SmoothInput {
  return { x, xLast: x, mean: y, count: y.map(() => 1), spacing: 1 };
}

test("a constant stays the constant, whatever the smoother, its weight and the distances", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.oneof(
        fc.double({ min: 0, max: 0.999, noNaN: true }).map(ema),
        fc.double({ min: 0, max: 40, noNaN: true }).map((sigma) => ({ kind: "gauss", sigma }) as const),
        fc.integer({ min: 1, max: 80 }).map((count) => ({ kind: "mean", points: count }) as const),
      ),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (gaps, smoothing, value) => {
        let at = 0;
        const x = gaps.map((gap) => (at += gap));
        for (const smoothed of smooth(
          points(
            x.map(() => value),
            x,
          ),
          smoothing,
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
  const smoothed = smooth(points(y), ema(0.8));
  for (const [at, value] of expected.entries()) expect(smoothed[at]).toBeCloseTo(value, 10);
});

test("the line over buckets of eight points is the line over all points, within 1 % of the range", () => {
  const y = Array.from(
    { length: 4_000 },
    (_, at) => Math.exp(-at / 900) + 0.05 * Math.sin(at * 1.7) + 0.05 * Math.sin(at * 0.31),
  );
  const fine = smooth(points(y), ema(0.98));
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
    ema(0.98),
  );
  for (const [at, start] of starts.entries()) {
    expect(
      Math.abs((coarse[at] as number) - (fine[start + size - 1] as number)),
      `bucket ${at}`,
    ).toBeLessThan(0.012);
  }
});

test("NaN breaks the line and does not enter the average", () => {
  const smoothed = smooth(points([1, 1, Number.NaN, 1]), ema(0.9));
  expect(Number.isNaN(smoothed[2])).toBe(true);
  expect(smoothed[3]).toBeCloseTo(1, 12);
});

test("a weight of zero gives the values back", () => {
  expect([...smooth(points([3, 1, 2]), ema(0))]).toEqual([3, 1, 2]);
});

test("a lone spike is found and leaves no tail", () => {
  const y = Array.from({ length: 200 }, (_, at) => 1 + 0.02 * Math.sin(at * 2.3));
  y[100] = 50;
  const skip = loneSpikes(y);
  expect([...skip]).toEqual([100]);
  const smoothed = smooth({ ...points(y), skip }, ema(0.9));
  for (const value of smoothed.slice(98, 120)) expect(Math.abs(value - 1)).toBeLessThan(0.03);
});

test("a new level is not a spike", () => {
  const y = Array.from({ length: 200 }, (_, at) => (at < 100 ? 1 : 5) + 0.02 * Math.sin(at * 2.3));
  expect(loneSpikes(y).size).toBe(0);
});

test("a Gaussian is the mean weighted by a bell around each point", () => {
  const y = Array.from({ length: 200 }, (_, at) => Math.sin(at / 9) + ((at * 7919) % 13) / 20);
  const smoothed = smooth(points(y), { kind: "gauss", sigma: 5 });
  for (const at of [0, 3, 60, 140, 199]) {
    const weights = y.map((_, other) => Math.exp(-((other - at) ** 2) / 50));
    const expected =
      y.reduce((sum, value, other) => sum + value * (weights[other] as number), 0) /
      weights.reduce((sum, weight) => sum + weight, 0);
    expect(Math.abs((smoothed[at] as number) - expected), `point ${at}`).toBeLessThan(0.004);
  }
});

test("a running mean is the mean of the points around each point", () => {
  const y = Array.from({ length: 60 }, (_, at) => (at * 7919) % 13);
  const smoothed = smooth(points(y), { kind: "mean", points: 5 });
  const mean = (from: number, to: number): number =>
    y.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
  expect(smoothed[30]).toBeCloseTo(mean(28, 33), 10);
  expect(smoothed[1]).toBeCloseTo(
    ((y[0] as number) + (y[1] as number) + (y[2] as number) + (y[3] as number)) / 4,
    10,
  );
});

test.each([{ kind: "gauss", sigma: 30 } as const, { kind: "mean", points: 60 } as const])(
  "%o over buckets of eight points is that over all points, within 1 % of the range",
  (smoothing) => {
    const y = Array.from({ length: 4_000 }, (_, at) => Math.exp(-at / 900) + 0.1 * Math.sin(at * 1.7));
    const fine = smooth(points(y), smoothing);
    const starts = Array.from({ length: 500 }, (_, at) => at * 8);
    const coarse = smooth(
      {
        x: starts,
        xLast: starts.map((start) => start + 7),
        mean: starts.map((start) => y.slice(start, start + 8).reduce((sum, value) => sum + value, 0) / 8),
        count: starts.map(() => 8),
        spacing: 1,
      },
      smoothing,
    );
    for (const [at, start] of starts.entries()) {
      const middle = ((fine[start + 3] as number) + (fine[start + 4] as number)) / 2;
      expect(Math.abs((coarse[at] as number) - middle), `bucket ${at}`).toBeLessThan(0.011);
    }
  },
);

test.each([ema(0.9), { kind: "gauss", sigma: 6 } as const, { kind: "mean", points: 20 } as const])(
  "%o does not change where the line is panned or zoomed to, given its margins",
  (smoothing) => {
    const x = Array.from({ length: 600 }, (_, at) => at * 2 + (at % 3) / 2);
    const y = x.map((place, at) => Math.cos(place / 50) + ((at * 7919) % 17) / 30);
    const whole = smooth({ ...points(y, x), spacing: 2 }, smoothing);
    const part = smooth({ ...points(y.slice(200, 420), x.slice(200, 420)), spacing: 2 }, smoothing);
    for (let at = 60; at < 190; at++)
      expect(Math.abs((part[at] as number) - (whole[200 + at] as number))).toBeLessThan(0.005);
  },
);
