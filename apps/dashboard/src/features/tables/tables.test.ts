import { expect, test } from "vitest";
import { parseFilter } from "../filter/parse-filter.ts";
import { joinTables } from "./join-tables.ts";
import { barShare, columnNumbers, lookAtColumns } from "./table-columns.ts";
import { tableCsv } from "./table-csv.ts";
import { chosenRows, filterProblem } from "./table-rows.ts";

const table = {
  columns: ["id", "class", "score"],
  rows: [
    [1, "quay", 0.5],
    [2, "vessel", Number.NaN],
    [3, "quay", 0.1],
    [4, "sky", null],
    [5, "sky, far", 0.9],
  ],
};

test.each([
  ["", [0, 1, 2, 3, 4]],
  ["class = quay", [0, 2]],
  ["class != quay and id > 3", [3, 4]],
  ["score >= 0.5", [0, 4]],
  ["class in (quay, vessel)", [0, 1, 2]],
  ["class ~ sky", [3, 4]],
  ["not class ~ sky", [0, 1, 2]],
  ["far", [4]],
  ["Class:vessel", [1]],
  ["nothing = 3", []],
])("the filter %j lets the rows %j through", (text, expected) => {
  expect([...chosenRows(table, parseFilter(text).node, [])]).toEqual(expected);
});

test.each([
  ["nothing = 3 and id > 1", 'There is no column "nothing".'],
  ["not (id > 1 or class ~ /(a+)+$/)", '"(a+)+$" is not a regular expression, or could take too long.'],
  ["class ~ /s.y/", undefined],
])("the filter %j of a table says what it can't test: %j", (text, problem) => {
  expect(filterProblem(parseFilter(text).node as never, table.columns)).toBe(problem);
});

test("rows are sorted by numbers and texts, and empty cells are last in both directions", () => {
  const by = (column: number, descending: boolean) => [
    ...chosenRows(table, undefined, [{ column, descending }]),
  ];
  expect(by(2, false)).toEqual([2, 0, 4, 1, 3]);
  expect(by(2, true)).toEqual([4, 0, 2, 1, 3]);
  expect(by(1, true)).toEqual([1, 4, 3, 0, 2]);
});

test("rows that are equal by one column are sorted by the next", () => {
  const sorts = [
    { column: 1, descending: false },
    { column: 0, descending: true },
  ];
  expect([...chosenRows(table, undefined, sorts)]).toEqual([2, 0, 3, 4, 1]);
});

test("two tables are joined where their keys are equal, and rows without a partner stay", () => {
  const joined = joinTables({
    left: {
      columns: ["id", "guess"],
      rows: [
        [1, "a"],
        [2, "b"],
      ],
    },
    right: {
      columns: ["guess", "id"],
      rows: [
        ["c", 2],
        ["d", 3],
      ],
    },
    key: ["id", "id"],
    names: ["step 1", "step 2"],
  });
  expect(joined).toEqual({
    columns: ["id", "guess (step 1)", "guess (step 2)"],
    rows: [
      [1, "a", null],
      [2, "b", "c"],
      [3, null, "d"],
    ],
  });
  expect(joinTables({ left: table, right: table, key: ["id", "no"], names: ["a", "b"] })).toBeUndefined();
});

test("a table is written as CSV in the order that is shown, with quotes where they are needed", () => {
  expect(tableCsv(table, [4, 3])).toBe('id,class,score\r\n5,"sky, far",0.9\r\n4,sky,\r\n');
});

test("columns of numbers have a range for their bars, which begin at zero", () => {
  const ranges = columnNumbers(table).map((numbers) => numbers?.range);
  expect(ranges).toEqual([{ min: 1, max: 5 }, undefined, { min: 0.1, max: 0.9 }]);
  expect(barShare(0.45, { min: 0.1, max: 0.9 })).toBeCloseTo(0.5);
  expect(barShare(Number.NaN, { min: 0, max: 1 })).toBe(0);
});

test("the range of a column is that of all its rows, however many, and is known after a look at the columns", async () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => [at, at === 29_999 ? "late" : at]);
  const large = { columns: ["id", "mixed"], rows };
  await lookAtColumns(large);
  expect(columnNumbers(large)).toEqual([
    { range: { min: 0, max: 29_999 }, format: { kind: "whole", digits: 0 } },
    undefined,
  ]);
});
