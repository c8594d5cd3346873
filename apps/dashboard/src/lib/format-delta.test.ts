import { expect, test } from "vitest";
import { formatDelta, formatShare } from "./format-delta.ts";

test.each([
  [0.8121, 0.8, "+0.0121 (+1.5\u2009%)"],
  [0.79, 0.8, "\u22120.0100 (\u22121.3\u2009%)"],
  [3, 5, "\u22122 (\u221240.0\u2009%)"],
  [5, 5, "0"],
  [5, 0, "+5"],
  [-1, -2, "+1 (+50.0\u2009%)"],
  [Number.NaN, 1, "\u2013"],
  [1, Number.NaN, "\u2013"],
  [Number.POSITIVE_INFINITY, 1, "+\u221e"],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, "0"],
  [1e9, 1, "+999,999,999"],
])("%d against %d is %s", (value, base, text) => {
  expect(formatDelta(value, base)).toBe(text);
});

test("A share that is small keeps a digit", () => {
  expect(formatShare(1.000_01, 1)).toBe("+0.001\u2009%");
});
