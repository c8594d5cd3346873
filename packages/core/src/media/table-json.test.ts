import { parseJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { printTable, tableToJson } from "./table-json.ts";

const print = (rows: readonly (readonly Json[])[], tail = {}): string =>
  new TextDecoder().decode(printTable({ head: { columns: ["a"] }, rows, tail }));

test("a table's JSON has the head, the rows and the tail", () => {
  expect(print([[1], ["x"]], { n: 2 })).toBe('{"columns":["a"],"data":[[1],["x"]],"n":2}');
  expect(print([])).toBe('{"columns":["a"],"data":[]}');
});

test("values of any kind come back as they were", () => {
  const rows: Json[][] = [
    [1, 0.1, 1e-7, 1e300, 2 ** 53 - 1, 2 ** 60],
    [-0, NaN, Infinity, -Infinity],
    [2n ** 62n, null, true, false],
    ["\ud800", 'é\n"\\', "\u{1F600}", ""],
    [[1, [NaN]], { __proto__x: 1 }],
  ];
  const read = parseJson(print(rows)) as { data: Json[][] };
  expect(read.data).toEqual(rows);
  expect(Object.is(read.data[1]?.[0], -0)).toBe(true);
});

test("long tables are printed in parts that fit together", () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => [index, "é"]);
  expect(parseJson(print(rows))).toEqual(tableToJson({ head: { columns: ["a"] }, rows }));
});
