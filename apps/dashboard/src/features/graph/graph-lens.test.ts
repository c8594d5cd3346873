import { expect, test } from "vitest";
import { firstLens, fitLens, moveLens, zoomLens } from "./graph-lens.ts";

const seen = { width: 400, height: 300 };

test("a small graph stands in the middle, as large as it is", () => {
  expect(fitLens({ width: 200, height: 100 }, seen)).toEqual({ x: 100, y: 100, scale: 1 });
});

test("a large graph fits, and a tall one begins at its top where it can be read", () => {
  expect(fitLens({ width: 800, height: 3_000 }, seen)).toEqual({ x: 160, y: 0, scale: 0.1 });
  expect(firstLens({ width: 800, height: 3_000 }, seen)).toEqual({ x: 0, y: 0, scale: 0.5 });
  expect(firstLens({ width: 200, height: 100 }, seen).scale).toBe(1);
});

test("the place of the pointer stays where it is while zooming, up to a limit", () => {
  const near = zoomLens({ x: 10, y: 20, scale: 1 }, 2, [110, 220]);
  expect(near).toEqual({ x: -90, y: -180, scale: 2 });
  expect(zoomLens(near, 100, [0, 0]).scale).toBe(4);
  expect(zoomLens(near, 1e-9, [0, 0]).scale).toBe(0.05);
});

test("a graph can't be moved out of its window", () => {
  const drawing = { width: 100, height: 100 };
  expect(moveLens({ x: 0, y: 0, scale: 1 }, [1e6, -1e6], drawing, seen)).toEqual({
    x: 360,
    y: -60,
    scale: 1,
  });
});
