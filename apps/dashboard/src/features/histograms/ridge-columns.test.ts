import { expect, test } from "vitest";
import { ridgeColumns } from "./ridge-columns.ts";

const columns = Array.from({ length: 2_000 }, (_, step) => ({
  step,
  edges: Float64Array.of(0, 1),
  counts: Float64Array.of(1),
  total: 1,
}));

test("as many rows as there is room for, evenly, with the first and the last", () => {
  const shown = ridgeColumns(columns, 60).map(({ step }) => step);
  expect(shown).toHaveLength(10);
  expect([shown[0], shown.at(-1)]).toEqual([0, 1_999]);
});

test("few are all shown, and no room shows two", () => {
  expect(ridgeColumns(columns.slice(0, 5), 60)).toHaveLength(5);
  expect(ridgeColumns(columns, 0)).toHaveLength(2);
});
