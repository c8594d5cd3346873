import fc from "fast-check";
import { expect, test } from "vitest";
import { durationTicks, linearTicks, logTicks, symlogTicks } from "./axis-ticks.ts";
import { formatDurationTicks, formatTicks } from "./format-ticks.ts";

test.each([
  [0, 0.003, 4, ["0.000", "0.001", "0.002", "0.003"]],
  [0, 15_000, 3, ["0", "5 k", "10 k", "15 k"]],
  [0, 1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]],
  [-0.08, 0.08, 4, ["−0.05", "0.00", "0.05"]],
  [0, 1_500, 3, ["0", "500", "1,000", "1,500"]],
  [0, 3_000_000, 3, ["0", "1 M", "2 M", "3 M"]],
  [0, 3e-6, 3, ["0", "1e−6", "2e−6", "3e−6"]],
])("ticks from %s to %s, about %s of them", (from, to, count, texts) => {
  const { values, step } = linearTicks(from, to, count);
  // A thin space stands before the unit.
  expect(formatTicks(values, step)).toEqual(texts.map((text) => text.replace(" ", "\u2009")));
});

test("ticks stand as far apart as they were asked to, and two tell the scale", () => {
  for (let length = 1; length < 200; length++) {
    const { values, step } = linearTicks(0, length / 7, 4);
    expect(step).toBeGreaterThanOrEqual(length / 7 / 4 - 1e-6);
    expect(values.length).toBeGreaterThanOrEqual(2);
  }
});

test("no two ticks of an axis print the same", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (from, length, count) => {
        // Closer than numbers can tell apart is no axis.
        fc.pre(length > Math.abs(from) * 1e-9);
        const { values, step } = linearTicks(from, from + length, count);
        const texts = formatTicks(values, step);
        expect(new Set(texts).size).toBe(texts.length);
      },
    ),
  );
});

test("log ticks are decades, with 2 and 5 when they are few", () => {
  expect(formatTicks(...spread(logTicks(0.5, 2_000, 6)))).toEqual(["1", "10", "100", "1\u2009k"]);
  expect(logTicks(1, 50, 6).values).toEqual([1, 2, 5, 10, 20, 50]);
});

test("ticks of a symlog axis are zero and decades on both sides", () => {
  expect(symlogTicks(-1_000, 1_000, 9, 1)).toEqual([-1_000, -100, -10, -1, 0, 1, 10, 100, 1_000]);
  expect(symlogTicks(-1_000, 1_000, 5, 1)).toEqual([-1_000, -10, 0, 10, 1_000]);
  expect(symlogTicks(0, 100, 6, 1)).toEqual([0, 1, 10, 100]);
  expect(symlogTicks(-1e5, 1e5, 4, 1e-3).length).toBeLessThan(7);
});

test("ticks of seconds stand at round times", () => {
  expect(formatDurationTicks(durationTicks(0, 7_860, 5).values)).toEqual([
    "0",
    "30 m",
    "1 h",
    "1 h 30 m",
    "2 h",
  ]);
});

function spread({ values, step }: { values: number[]; step: number }): [number[], number] {
  return [values, step];
}
