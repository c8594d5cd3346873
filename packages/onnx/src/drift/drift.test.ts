import { UsageError } from "@stepwell/core";
import { createSeededRandom } from "@stepwell/effects/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
import { makeReference } from "./make-reference.ts";
import { populationStability, stabilityOfCounts } from "./population-stability.ts";
import { readReference } from "./read-reference.ts";

const { float } = createSeededRandom(5);
const uniform = (length: number, shift = 0): Float64Array =>
  Float64Array.from({ length }, () => float() + shift).sort();
const constant = (value: number, length = 200): Float64Array => new Float64Array(length).fill(value);

describe("the distance of two distributions", () => {
  test("is 0 for the same numbers, 1 for numbers apart, and half where half has moved", () => {
    expect(kolmogorovSmirnov([1, 2, 3], [1, 2, 3])).toBe(0);
    expect(kolmogorovSmirnov([1, 2], [3, 4, 5])).toBe(1);
    expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 13, 14])).toBe(0.5);
  });

  test("is the largest difference of the shares up to any number, whichever comes first", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const share = (all: readonly number[], value: number): number =>
          all.filter((each) => each <= value).length / all.length;
        const exact = Math.max(
          ...Array.from({ length: 10 }, (_, value) => Math.abs(share(first, value) - share(second, value))),
        );
        const sorted = [first, second].map((each) => Float64Array.from(each).sort()) as [
          Float64Array,
          Float64Array,
        ];
        expect(kolmogorovSmirnov(...sorted)).toBeCloseTo(exact, 12);
        expect(kolmogorovSmirnov(sorted[1], sorted[0])).toBeCloseTo(exact, 12);
      }),
    );
  });
});

describe("the population stability index", () => {
  test("of ten counts is the sum over shares, as in the textbook", () => {
    const [before, now] = [
      [1000, 1000],
      [1500, 500],
    ];
    const exact = 0.25 * Math.log(1.5) - 0.25 * Math.log(0.5);
    expect(stabilityOfCounts(before as number[], now as number[])).toBeCloseTo(exact, 2);
  });

  test("is small for another sample of the same, and large for one that moved", () => {
    expect(populationStability(uniform(257), uniform(2000))).toBeLessThan(0.1);
    expect(populationStability(uniform(257), uniform(2000, 0.3))).toBeGreaterThan(0.25);
  });

  test("sees a constant move either way, and numbers that gather on one value", () => {
    expect(populationStability(constant(5), constant(5))).toBeCloseTo(0, 6);
    expect(populationStability(constant(5), constant(6))).toBeGreaterThan(1);
    expect(populationStability(constant(5), constant(4))).toBeGreaterThan(1);
    expect(populationStability(constant(0), constant(-1e-300))).toBeGreaterThan(1);
    expect(populationStability(uniform(257), constant(0.5))).toBeGreaterThan(1);
  });

  test("is finite and not negative for any numbers", () => {
    const numbers = fc
      .float64Array({ minLength: 1, maxLength: 300, noNaN: true, noDefaultInfinity: true })
      .map((values) => values.sort());
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const index = populationStability(first, second);
        expect(Number.isFinite(index)).toBe(true);
        expect(index).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("a reference", () => {
  test("keeps at most 257 numbers, with both ends, and comes back from JSON", () => {
    const sorted = uniform(4096);
    const reference = makeReference(sorted);
    expect(reference.quantiles).toHaveLength(257);
    expect([reference.quantiles[0], reference.quantiles.at(-1)]).toEqual([sorted[0], sorted.at(-1)]);
    expect(kolmogorovSmirnov(reference.quantiles, sorted)).toBeLessThan(0.005);
    const whole = { version: 1 as const, tensors: { "input/x": reference }, classes: { a: 3 } };
    expect(readReference(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  test.each<[string, unknown]>([
    ["it is no object", "reference"],
    ["it is no object", []],
    ['its version is "2"', { version: 2, tensors: {} }],
    ['it has no "tensors"', { version: 1 }],
    ['"x" has no "quantiles"', { version: 1, tensors: { x: null } }],
    ["no rising numbers", { version: 1, tensors: { x: { quantiles: [2, 1], count: 2 } } }],
    ["no rising numbers", { version: 1, tensors: { x: { quantiles: [null], count: 2 } } }],
    ["no rising numbers", { version: 1, tensors: { x: { quantiles: [], count: 2 } } }],
    ['the count of "x" is "0"', { version: 1, tensors: { x: { quantiles: [1], count: 0 } } }],
    [
      'it has "65" tensors',
      { version: 1, tensors: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [i, 1])) },
    ],
    ['"classes" are no counts', { version: 1, tensors: {}, classes: { a: -1 } }],
  ])("that is wrong is refused: %s", (sentence, given) => {
    expect(() => readReference(given)).toThrow(UsageError);
    expect(() => readReference(given)).toThrow(sentence);
  });
});
