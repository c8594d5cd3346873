import { expect, test } from "vitest";
import { sceneContent } from "./scene-content.ts";

test("points have nothing, a category or a colour", () => {
  expect([...(sceneContent("[[1,2,3],[4,5,6]]")?.positions ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...(sceneContent("[[1,2,3,7]]")?.categories ?? [])]).toEqual([7]);
  expect([...(sceneContent("[[1,2,3,255,0,51]]")?.colors ?? [])].map((one) => one.toFixed(1))).toEqual([
    "1.0",
    "0.0",
    "0.2",
  ]);
});

test("points that are not finite are left out and counted", () => {
  const content = sceneContent('[[1,2,3],[NaN,1,1],"x",[1],[4,5,6]]');
  expect([content?.positions.length, content?.stored]).toEqual([6, 5]);
});

test("a scene has boxes with labels and scores, and arrows", () => {
  const corners = Array.from({ length: 8 }, () => [0, 0, 1]);
  const content = sceneContent(
    JSON.stringify({
      type: "lidar/beta",
      points: [],
      boxes: [{ corners, color: [255, 0, 0], label: "car", score: 0.51 }, { corners: [1] }, null],
      vectors: [{ start: [0, 0, 0], end: [1, 1, 1] }, { start: [0] }],
    }),
  );
  expect(content?.boxes.map(({ label, color }) => [label, color])).toEqual([["car 0.510", [1, 0, 0]]]);
  expect(content?.vectors).toEqual([{ start: [0, 0, 0], end: [1, 1, 1] }]);
});

test("more than a million points are thinned evenly", () => {
  const content = sceneContent(`[${Array.from({ length: 1_000_002 }, (_, at) => `[${at},0,0]`).join()}]`);
  expect(content?.stored).toBe(1_000_002);
  expect((content?.positions.length ?? 0) / 3).toBe(500_001);
  expect(content?.positions.at(-3)).toBe(1_000_000);
});

test.each(["", "{", "5", "null", "{}", '{"points":5}'])("%j is no scene", (text) => {
  expect(sceneContent(text)).toBeUndefined();
});
