import { expect, test } from "vitest";
import { flatten } from "./flatten.ts";
import { itemsFromRow, rowFromItems } from "./row-items.ts";

test("nested objects become leaves, and empty ones vanish", () => {
  expect(flatten({ a: 1, b: { c: { d: 2 }, e: {} }, f: {}, "g.h": 3 })).toEqual([
    { path: ["a"], value: 1 },
    { path: ["b", "c", "d"], value: 2 },
    { path: ["g.h"], value: 3 },
  ]);
});

test("lists and media values are leaves", () => {
  const image = { _type: "image-file", boxes: {} };
  expect(flatten({ l: [{ a: {} }], el: [], n: { image } })).toEqual([
    { path: ["l"], value: [{ a: {} }] },
    { path: ["el"], value: [] },
    { path: ["n", "image"], value: image },
  ]);
});

test("an empty key is dropped at the top only", () => {
  expect(flatten({ "": 1, a: { "": 2 } })).toEqual([{ path: ["a", ""], value: 2 }]);
});

test("equal top-level keys share one path", () => {
  expect(flatten({ a: 1 })[0]?.path).toBe(flatten({ a: 2 })[0]?.path);
});

test("a later item wins over what it contradicts, and values are never changed", () => {
  const whole = { x: 1 };
  const row = rowFromItems([
    { path: ["a"], value: whole },
    { path: ["a", "y"], value: 2 },
    { path: ["b", "c"], value: 3 },
    { path: ["b"], value: 4 },
  ]);
  expect(row).toEqual({ a: { y: 2 }, b: 4 });
  expect(whole).toEqual({ x: 1 });
});

test("a path that is empty or absurdly long is left out of a row", () => {
  const long = Array.from({ length: 10_000 }, () => "a");
  expect(
    rowFromItems([
      { path: [], value: 1 },
      { path: long, value: 2 },
      { path: ["b"], value: 3 },
    ]),
  ).toEqual({ b: 3 });
});

test("the items of a row make the row again", () => {
  const row = { a: { "b.c": 1, d: [2] }, e: null, f: { _type: "histogram", bins: [] } };
  expect(rowFromItems(itemsFromRow(row))).toEqual(row);
});
