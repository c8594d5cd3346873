import { expect, test } from "vitest";
import { scrollScale } from "./scroll-scale.ts";

test("a content that a browser can scroll is scrolled as it is", () => {
  const scale = scrollScale(190_000, 600);
  expect([scale.height, scale.toContent(1_234), scale.toScroll(1_234)]).toEqual([190_000, 1_234, 1_234]);
});

test("the ends of a longer one are the ends of the scroll bar", () => {
  const scale = scrollScale(190_000_000, 600);
  expect(scale.height).toBe(12_000_000);
  expect(scale.toContent(0)).toBe(0);
  expect(scale.toContent(scale.height - 600)).toBeCloseTo(190_000_000 - 600);
  expect(scale.toContent(scale.toScroll(95_000_000))).toBeCloseTo(95_000_000);
});
