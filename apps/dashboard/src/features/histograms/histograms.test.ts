import { expect, test } from "vitest";
import { binAt, columnAt, columnSpan, heatMapModel, strength, windowModel } from "./heat-map-model.ts";
import { histogramColumns } from "./histogram-cell.ts";

const cell = (step: number | null, value: unknown) => ({ line: step ?? 0, step, value: value as never });
const histogram = (min: number, counts: readonly number[]) => ({
  _type: "histogram",
  bins: [...counts, 0].map((_, at) => min + at),
  values: counts,
});

test("histograms with listed and with packed bins are read", () => {
  const columns = histogramColumns([
    cell(1, histogram(0, [1, 2])),
    cell(2, { _type: "histogram", packedBins: { min: 0, size: 0.5, count: 2 }, values: [3, 4] }),
  ]);
  expect(columns.map(({ edges, total }) => [[...edges], total])).toEqual([
    [[0, 1, 2], 3],
    [[0, 0.5, 1], 7],
  ]);
});

test.each([
  ["text", "x"],
  ["null", null],
  ["too few edges", { bins: [0, 1], values: [1, 2] }],
  ["falling edges", { bins: [2, 1, 0], values: [1, 2] }],
  ["NaN edges", { bins: [0, Number.NaN, 2], values: [1, 2] }],
  ["a billion bins", { packedBins: { min: 0, size: 1, count: 1e9 }, values: [1] }],
])("a cell with %s is a column without bins", (_, value) => {
  expect(histogramColumns([cell(1, value)])).toMatchObject([{ step: 1, total: 0 }]);
});

test("a heat map spans all bins with a count, and a column reaches from its step to the next", () => {
  const model = heatMapModel(
    histogramColumns([
      cell(20, histogram(1, [0, 5])),
      cell(10, histogram(-2, [1, 0, 0])),
      cell(40, histogram(0, [1])),
    ]),
  );
  expect(model).toMatchObject({ steps: [10, 20, 40], y: [-2, 3], most: 5 });
  expect(columnSpan(model as never, 1)).toEqual([20, 40]);
  expect(model?.x).toEqual([10, 55]);
  expect([9, 39, 40].map((step) => columnAt(model as never, step))).toEqual([0, 1, 2]);
});

test("no histogram with a value gives no heat map", () => {
  expect(heatMapModel(histogramColumns([cell(1, histogram(0, [0, 0]))]))).toBeUndefined();
  expect(heatMapModel([])).toBeUndefined();
});

test("a value is found in its bin, both ends included", () => {
  const [column] = histogramColumns([cell(1, histogram(0, [1, 2]))]);
  expect([-0.1, 0, 0.9, 1, 2, 2.1].map((value) => binAt(column as never, value))).toEqual([
    -1, 0, 0, 1, 1, -1,
  ]);
});

test("one value is drawn, none is not, and the most is strongest", () => {
  expect([strength(0, 100), strength(100, 100)]).toEqual([0, 1]);
  expect(strength(1, 100)).toBeGreaterThan(0);
  expect(strength(10, 100)).toBeCloseTo(0.51, 2);
});

test("missed steps are columns without bins, and a window keeps the columns that reach into it", () => {
  const model = heatMapModel(
    histogramColumns([cell(0, histogram(0, [1])), cell(10, histogram(0, [2])), cell(30, histogram(0, [3]))]),
    [20],
  ) as never;
  expect(model).toMatchObject({ steps: [0, 10, 20, 30], most: 3 });
  expect(windowModel(model, [12, 25])).toMatchObject({ steps: [10, 20], x: [12, 25], y: [0, 1], most: 3 });
  expect(windowModel(model, [20, Number.POSITIVE_INFINITY])).toMatchObject({ steps: [20, 30], x: [20, 40] });
  expect(windowModel(model, [500, 600])).toBe(model);
});
