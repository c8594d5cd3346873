import { expect, test } from "vitest";
import { moveColumn, pinColumn, plainLayout, shownColumns, sizeColumn } from "./table-layout.ts";

const names = ["id", "class", "score"];
const plain = plainLayout(names);
const shown = (layout: typeof plain): string[] => shownColumns(names, layout).map(({ name }) => name);

test("columns stand as they came, without those that are hidden", () => {
  expect(shown(plain)).toEqual(names);
  expect(shown({ ...plain, hidden: new Set(["class"]) })).toEqual(["id", "score"]);
});

test("a column is put where another one stands, from both sides", () => {
  expect(shown(moveColumn(plain, 2, 0))).toEqual(["score", "id", "class"]);
  expect(shown(moveColumn(plain, 0, 2))).toEqual(["class", "score", "id"]);
  expect(moveColumn(plain, 0, 7)).toBe(plain);
});

test("pinned columns stay at the left, beside each other", () => {
  const pinned = pinColumn(pinColumn(plain, 2, 90.4), 1, 5_000);
  expect(shownColumns(names, pinned).map(({ name, left }) => [name, left])).toEqual([
    ["class", 0],
    ["score", 800],
    ["id", undefined],
  ]);
  expect(shown(pinColumn(pinned, 1, 0))).toEqual(["score", "id", "class"]);
});

test("no column is too narrow to be found", () => {
  expect(sizeColumn(plain, 0, -3).widths.get(0)).toBe(48);
});
