import { describe, expect, it } from "vitest";
import { evenRows, rowsBetween, unevenRows } from "./row-places.ts";

describe.each([
  ["even", evenRows(5, 10)],
  ["uneven", unevenRows([10, 10, 10, 10, 10])],
] as const)("%s rows", (_name, places) => {
  it("know where each begins and all end", () => {
    expect([places.startOf(0), places.startOf(4), places.end]).toEqual([0, 40, 50]);
  });

  it("find the row at a place, and the nearest one beyond both ends", () => {
    expect([-5, 0, 9, 10, 49, 50, 500].map((y) => places.indexAt(y))).toEqual([0, 0, 0, 1, 4, 4, 4]);
  });

  it("are in sight with some more on both sides, but never with more than there are", () => {
    expect(rowsBetween(places, { top: 20, bottom: 25, extra: 1 })).toEqual({ from: 1, to: 4 });
    expect(rowsBetween(places, { top: 0, bottom: 1_000, extra: 3 })).toEqual({ from: 0, to: 5 });
  });
});

it("rows of several heights are found by what lies above them", () => {
  const places = unevenRows([40, 240, 240, 40]);
  expect([0, 39, 40, 279, 280, 519, 520].map((y) => places.indexAt(y))).toEqual([0, 0, 1, 1, 2, 2, 3]);
});

it("no rows have no window", () => {
  for (const places of [evenRows(0, 10), unevenRows([])])
    expect(rowsBetween(places, { top: 0, bottom: 100, extra: 2 })).toEqual({ from: 0, to: 0 });
});
