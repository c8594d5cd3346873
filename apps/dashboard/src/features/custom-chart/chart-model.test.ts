import { expect, test } from "vitest";
import { chartModel, type ChartTable } from "./chart-model.ts";

function model(preset: string, fields: Record<string, string>, columns: string[], rows: unknown[][]) {
  const view = { key: "k", tableKey: "k_table", preset: `wandb/${preset}`, fields, strings: {} };
  return chartModel(view, { columns, rows } as unknown as ChartTable);
}

test("a line's points rise in x, one line for each stroke", () => {
  const rows = [
    [2, 20, "b"],
    [1, 10, "a"],
    [1, 5, "b"],
    [Number.NaN, 1, "a"],
  ];
  expect(model("line/v0", { x: "x", y: "y", stroke: "s" }, ["x", "y", "s"], rows)).toMatchObject({
    mark: "line",
    series: [
      {
        name: "b",
        points: [
          [1, 5],
          [2, 20],
        ],
      },
      { name: "a", points: [[1, 10]] },
    ],
  });
});

test("curves have the area under them, however they were sorted", () => {
  const rows = [
    ["cat", 1, 1],
    ["cat", 0, 0],
    ["dog", 0, 1],
    ["dog", 1, 1],
  ];
  const curves = model(
    "area-under-curve/v0",
    { x: "fpr", y: "tpr", class: "class" },
    ["class", "fpr", "tpr"],
    rows,
  );
  expect(curves?.kind === "xy" && curves.series.map(({ name, area }) => [name, area])).toEqual([
    ["cat", 0.5],
    ["dog", 1],
  ]);
});

test("a confusion matrix is by true class, then predicted", () => {
  const rows = [
    ["a", "a", 3],
    ["a", "b", 1],
    ["b", "a", 0],
    ["b", "b", 5],
  ];
  const fields = { Actual: "Actual", Predicted: "Predicted", nPredictions: "nPredictions" };
  expect(model("confusion_matrix/v1", fields, Object.keys(fields), rows)).toEqual({
    kind: "matrix",
    classes: ["a", "b"],
    counts: [
      [3, 1],
      [0, 5],
    ],
    more: 0,
  });
});

test("a histogram counts every value once, its highest too", () => {
  const bins = model("histogram/v0", { value: "v" }, ["v"], [[0], [1], [1], [4], [null]]);
  expect(
    bins?.kind === "bins" && [
      bins.counts.reduce((sum, one) => sum + one, 0),
      bins.edges[0],
      bins.edges.at(-1),
    ],
  ).toEqual([4, 0, 4]);
});

test("what is too much is counted", () => {
  const bars = model(
    "bar/v0",
    { label: "l", value: "v" },
    ["l", "v"],
    Array.from({ length: 70 }, (_, at) => [`${at}`, at]),
  );
  expect(bars?.kind === "bars" && [bars.bars.length, bars.more]).toEqual([60, 10]);
});

test.each([
  ["team/own", { x: "x", y: "y" }],
  ["line/v0", { x: "x" }],
  ["line/v0", { x: "x", y: "gone" }],
  ["__proto__/v0", {}],
])("preset %s with %j is not drawn", (preset, fields) => {
  expect(model(preset, fields as Record<string, string>, ["x", "y"], [[1, 2]])).toBeUndefined();
});

test("a table without rows is drawn empty", () => {
  expect(model("line/v0", { x: "x", y: "y" }, ["x", "y"], [])).toMatchObject({ series: [] });
  expect(model("histogram/v0", { value: "x" }, ["x"], [])).toMatchObject({ counts: [] });
});
