import { expect, test } from "vitest";
import { neighbourStep } from "./neighbour-step.ts";
import { fitted, zoomed } from "./viewer-place.ts";

test("a picture fits into the stage and stands in its middle", () => {
  const place = fitted({ width: 200, height: 100 }, { width: 1_000, height: 1_000 });
  expect(place.scale).toBeCloseTo(4.8);
  expect(place.x + 100 * place.scale).toBeCloseTo(500);
  expect(place.y + 50 * place.scale).toBeCloseTo(500);
});

test("a stage without a size gives a finite place", () => {
  const { x, y, scale } = fitted({ width: 10, height: 10 }, { width: 0, height: 0 });
  expect([x, y, scale].every(Number.isFinite)).toBe(true);
});

test("the point under the pointer stays while zooming, which ends at 64 times", () => {
  const place = zoomed({ x: 10, y: 20, scale: 1 }, 2, 110, 220);
  expect((110 - place.x) / place.scale).toBeCloseTo(100);
  expect((220 - place.y) / place.scale).toBeCloseTo(200);
  expect(zoomed(place, 1e9, 0, 0).scale).toBe(64);
});

test("steps are gone through one by one or ten by ten and end at the ends", () => {
  const steps = [0, 10, 20];
  expect(neighbourStep(steps, 15, 1)).toBe(20);
  expect(neighbourStep(steps, 20, 10)).toBe(20);
  expect(neighbourStep(steps, undefined, -1)).toBe(10);
  expect(neighbourStep(steps, -5, -1)).toBe(0);
  expect(neighbourStep([], 3, 1)).toBeUndefined();
});
