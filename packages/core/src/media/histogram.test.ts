import { expect, test } from "vitest";
import { Histogram } from "./histogram.ts";
import type { HistogramData } from "./histogram.ts";

test.each([undefined, null, 5, "12", {}, { counts: [1] }])("%j is no data for a histogram", (data) => {
  expect(() => new Histogram(data as unknown as HistogramData)).toThrow(
    "Give an array of numbers, or { counts, edges }.",
  );
});

test("counts and edges are kept as they are given", () => {
  const { counts, edges } = new Histogram({ counts: Float32Array.of(1, 2), edges: [0, 1, 2] });
  expect({ counts, edges }).toEqual({ counts: [1, 2], edges: [0, 1, 2] });
});

test.each([Number.NaN, Infinity])("counts and edges that hold %d are refused", (bad) => {
  expect(() => new Histogram({ counts: [1, bad], edges: [0, 1, 2] })).toThrow(
    `hold "${bad}". Give finite numbers.`,
  );
  expect(() => new Histogram({ counts: [1], edges: [0, bad] })).toThrow("Give finite numbers.");
});
