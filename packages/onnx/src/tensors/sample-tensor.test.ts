import { createSeededRandom } from "@stepwell/effects/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { halfToNumber } from "./half-to-number.ts";
import { sampleTensor } from "./sample-tensor.ts";

const { float } = createSeededRandom(1);

function sample(type: string, data: ArrayLike<number | bigint | string>, limit = 8): number[] | "no numbers" {
  const values = new Float64Array(limit);
  const count = sampleTensor({ type, data }, { values, from: 0, limit }, float);
  return count < 0 ? "no numbers" : [...values.subarray(0, count)];
}

describe("the numbers of a small tensor are all there", () => {
  test.each<[string, ArrayLike<number | bigint | string>, number[] | "no numbers"]>([
    ["float32", Float32Array.of(0.5, NaN, -Infinity), [0.5, NaN, -Infinity]],
    ["int64", BigInt64Array.of(-3n, 16_000n), [-3, 16_000]],
    ["uint64", BigUint64Array.of(2n ** 63n), [2 ** 63]],
    ["bool", Uint8Array.of(0, 1), [0, 1]],
    ["float16", Uint16Array.of(0x3c00, 0xc000, 0x7c00), [1, -2, Infinity]],
    ["float16", Float32Array.of(1.5), [1.5]],
    ["float32", new Float32Array(0), []],
    ["string", ["a"], "no numbers"],
    ["uint4", Uint8Array.of(0x12), "no numbers"],
  ])("%s", (type, data, expected) => {
    expect(sample(type, data)).toEqual(expected);
  });
});

test("of a large tensor there is one number of each equal part", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 }), (limit, length) => {
      const numbers = sample(
        "float64",
        Float64Array.from({ length }, (_, index) => index),
        limit,
      ) as number[];
      expect(numbers).toHaveLength(Math.min(limit, length));
      if (length <= limit) return;
      for (const [part, index] of numbers.entries()) {
        expect(index).toBeGreaterThanOrEqual(Math.floor((part * length) / limit));
        expect(index).toBeLessThan(Math.ceil(((part + 1) * length) / limit));
      }
    }),
  );
});

test("numbers in a period are met as often as the others", () => {
  const red = Float32Array.from({ length: 3 * 96 }, (_, index) => (index % 3 === 0 ? 1 : 0));
  let sum = 0;
  for (let round = 0; round < 200; round++)
    sum += (sample("float32", red, 32) as number[]).reduce((a, b) => a + b, 0);
  expect(sum / (200 * 32)).toBeGreaterThan(0.28);
  expect(sum / (200 * 32)).toBeLessThan(0.38);
});

test.each([
  [0x0000, 0],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125],
  [0x7bff, 65_504],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
])("the bits %i of a float16 are %d", (bits, number) => {
  expect(halfToNumber(bits)).toBe(number);
});
