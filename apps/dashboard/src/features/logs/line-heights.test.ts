import { expect, test } from "vitest";
import { createLineHeights } from "./line-heights.ts";

test("rows that nobody measured are as high as usual", () => {
  const heights = createLineHeights(19);
  expect(heights.offsetOf(1_000_000)).toBe(19_000_000);
  expect(heights.rowAt(0, 10)).toBe(0);
  expect(heights.rowAt(18.9, 10)).toBe(0);
  expect(heights.rowAt(19, 10)).toBe(1);
  expect(heights.rowAt(1e9, 10)).toBe(9);
  expect(heights.rowAt(5, 0)).toBe(0);
});

test("a measured row moves all behind it, also in other blocks", () => {
  const heights = createLineHeights(19);
  expect(heights.set(5, 57)).toBe(true);
  expect(heights.set(5, 57)).toBe(false);
  expect([heights.offsetOf(5), heights.offsetOf(6), heights.offsetOf(2_500)]).toEqual([95, 152, 47_538]);
  expect([heights.rowAt(151, 9_999), heights.rowAt(152, 9_999)]).toEqual([5, 6]);
  heights.set(5, 19);
  expect(heights.offsetOf(2_500)).toBe(47_500);
  heights.set(2_400, 38);
  heights.clear();
  expect(heights.offsetOf(2_500)).toBe(47_500);
});

test("every offset leads to the row that begins at or before it", () => {
  const heights = createLineHeights(19);
  for (let row = 0; row < 3_000; row += 7) heights.set(row, 19 * (1 + (row % 5)));
  for (let row = 0; row < 3_000; row += 13) {
    expect(heights.rowAt(heights.offsetOf(row), 3_000)).toBe(row);
    expect(heights.rowAt(heights.offsetOf(row + 1) - 1, 3_000)).toBe(row);
  }
});
