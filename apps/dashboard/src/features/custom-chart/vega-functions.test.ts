import { expect, test } from "vitest";
import { boundedSequence } from "./vega-functions.ts";

test("a sequence has a start, a stop and a step", () => {
  expect(boundedSequence(3)).toEqual([0, 1, 2]);
  expect(boundedSequence(1, 4)).toEqual([1, 2, 3]);
  expect(boundedSequence(1, 0, -0.5)).toEqual([1, 0.5]);
  expect(boundedSequence(5, 1)).toEqual([]);
});

test.each([[1e9], [0, 1, 1e-9], [0, Number.POSITIVE_INFINITY], [0, 1, 0], [0, Number.NaN]])(
  "a sequence of %j is refused",
  (...args) => {
    expect(() => boundedSequence(...(args as [number, number?, number?]))).toThrow(RangeError);
  },
);
