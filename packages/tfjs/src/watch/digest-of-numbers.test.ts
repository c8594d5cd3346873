import { expect, test } from "vitest";
import { digestOfNumbers } from "./digest-of-numbers.ts";

test("says the numbers by name", () => {
  const numbers = Float32Array.of(-1, 4, 4, 1.5625, 2, 3, 1, 5, 6);
  expect(digestOfNumbers(numbers, { size: 16, hasUnits: true })).toEqual({
    size: 16,
    low: -1,
    high: 4,
    counts: [5, 6],
    norm: 5,
    nan: 2,
    infinite: 3,
    zeroUnits: 1,
  });
});

test("a tensor without units has no dead ones", () => {
  const numbers = Float32Array.of(0, 1, 1, 1, 0, 0, 0, 1);
  expect(digestOfNumbers(numbers, { size: 1, hasUnits: false }).zeroUnits).toBeUndefined();
});

test.each([1e20, Infinity])("the smallest of no finite value, %d on some device, is no value", (none) => {
  const numbers = Float32Array.of(none, -none, 0, 0, 2, 0, 0, 0);
  expect(digestOfNumbers(numbers, { size: 2, hasUnits: false })).toMatchObject({
    low: Infinity,
    high: -Infinity,
    norm: 0,
    nan: 2,
  });
});

test("a range that the device could not divide has no counts", () => {
  const numbers = Float32Array.of(-3e38, 3e38, 3e38, 2, 0, 0, 0, 1, 1);
  expect(digestOfNumbers(numbers, { size: 2, hasUnits: false }).counts).toBeUndefined();
});
