import { expect, it } from "vitest";
import { median, quantile } from "./quantile.ts";

it("takes the value at the nearest rank, whatever the order", () => {
  const values = [5, 1, 4, 2, 3];
  expect(quantile(values, 0)).toBe(1);
  expect(median(values)).toBe(3);
  expect(quantile(values, 0.99)).toBe(5);
  expect(values).toEqual([5, 1, 4, 2, 3]);
});

it("has no value for an empty list", () => {
  expect(quantile([], 0.5)).toBeNaN();
});
