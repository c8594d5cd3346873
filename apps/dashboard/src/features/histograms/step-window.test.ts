import { expect, test } from "vitest";
import { panWindow, zoomWindow } from "./step-window.ts";

const all = [0, 100] as const;

test("zooming in keeps the middle, zooming out ends with all", () => {
  expect(zoomWindow(undefined, all, 0.5)).toEqual([25, 75]);
  expect(zoomWindow([25, 75], all, 2)).toBeUndefined();
  expect(zoomWindow([90, 100], all, 2)).toEqual([80, 100]);
  expect(zoomWindow([50, 50.4], all, 0.1)).toEqual([49.7, 50.7]);
});

test("a pan stops at the ends, and all can't be panned", () => {
  expect(panWindow([25, 75], all, -0.2)).toEqual([15, 65]);
  expect(panWindow([25, 75], all, 1)).toEqual([50, 100]);
  expect(panWindow(undefined, all, 1)).toBeUndefined();
});
