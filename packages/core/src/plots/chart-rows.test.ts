import { expect, test } from "vitest";
import { confusionMatrixRows } from "./confusion-matrix-rows.ts";
import { lineSeriesRows } from "./line-series-rows.ts";
import { prCurveRows } from "./pr-curve-rows.ts";
import { rocCurveRows } from "./roc-curve-rows.ts";
import { roundHalfEven } from "./round-half-even.ts";

test.each([
  [() => prCurveRows([0, 1], [[0.1, 0.9]]), '"yTrue" has "2" entries and "yProbas" has "1"'],
  [() => prCurveRows([], []), '"yTrue" has "0" entries'],
  [() => prCurveRows(7, []), '"yTrue" is "7"'],
  [() => prCurveRows([0], [[NaN]]), '"yProbas" holds "NaN"'],
  [() => prCurveRows([0, 1], [[1], [1, 0]]), 'the rows of "yProbas" have "1" and "2" numbers'],
  [() => prCurveRows([0], [[1]], { interpSize: 1 }), '"interpSize" is "1"'],
  [() => rocCurveRows([null], [[1]]), '"yTrue" holds "null"'],
  [() => rocCurveRows([5], [[1, 0]]), 'the class "5" has no column in "yProbas", which has "2"'],
  [() => confusionMatrixRows({ yTrue: [0] }), 'neither of "preds" and "probs" are given'],
  [() => confusionMatrixRows({ yTrue: [2], preds: [0], classNames: ["a"] }), 'the class "2" has no name'],
  [() => lineSeriesRows([1], [1, 2]), '"ys" is not a list of lists'],
  [() => lineSeriesRows([[1]], [[1], [2]]), 'there are "1" xs for "2" lines'],
])("%s is refused: %s", (make, reason) => {
  expect(make).toThrow(reason);
});

test("typed arrays and tensors are lists", () => {
  const tensor = { shape: [2, 2], dtype: "float32", dataSync: () => Float32Array.of(0.5, 0.25, 0.25, 0.75) };
  expect(
    confusionMatrixRows({ yTrue: Int32Array.of(0, 1), probs: tensor }).rows.map((row) => row[2]),
  ).toEqual([1, 0, 0, 1]);
  expect(lineSeriesRows(Float32Array.of(0, 1), [Float32Array.of(2, 3)]).rows).toEqual([
    [0, "line_0", 2],
    [1, "line_0", 3],
  ]);
});

test("classes may have names, and their columns are in alphabetical order", () => {
  const { rows } = rocCurveRows(
    ["b", "a"],
    [
      [0.1, 0.9],
      [0.8, 0.2],
    ],
  );
  expect(rows).toEqual([
    ["a", 0, 0],
    ["a", 0, 1],
    ["a", 1, 1],
    ["b", 0, 0],
    ["b", 0, 1],
    ["b", 1, 1],
  ]);
});

test.each([
  [0.0005, 0],
  [0.0015, 0.002],
  [0.6666666, 0.667],
  [1, 1],
  [NaN, NaN],
])("%s is rounded to %s", (value, rounded) => {
  expect(roundHalfEven(value)).toBe(rounded);
});
