import { describe, expect, test } from "vitest";
import { countClasses } from "./count-classes.ts";
import type { ClassRules } from "./count-classes.ts";

const RULES: ClassRules = { labels: ["cat", "dog"], threshold: 0.5, limit: 100, random: () => 0 };

function count(
  type: string,
  data: ArrayLike<number | bigint | string>,
  dims: readonly number[],
  rules: Partial<ClassRules> = {},
): Record<string, number> {
  const counts = new Map<string, number>();
  countClasses({ type, data, dims }, { ...RULES, ...rules }, counts);
  return Object.fromEntries(counts);
}

describe("the class of a row is", () => {
  test("the largest of its scores, the first of equal ones, by its label", () => {
    const scores = Float32Array.of(0.9, 0.1, 0, 0.2, 0.7, 0.1, 0.3, 0.3, 0.4);
    expect(count("float32", scores, [3, 3])).toEqual({ cat: 1, dog: 1, "2": 1 });
    expect(count("float32", Float32Array.of(1, 1), [1, 2])).toEqual({ cat: 1 });
  });

  test("whether its only score reaches the threshold", () => {
    expect(count("float32", Float32Array.of(0.2, 0.5, 0.9), [3, 1])).toEqual({ cat: 1, dog: 2 });
    expect(count("float32", Float32Array.of(0.6), [], { threshold: 0.7 })).toEqual({ cat: 1 });
  });

  test("the same of scores in half precision, as bits and as numbers", () => {
    const bits = Uint16Array.of(0x3800, 0x3c00, 0x7e00, 0x3c00, 0x3c00, 0xbc00);
    expect(count("float16", bits, [3, 2])).toEqual({ cat: 1, dog: 1 });
    expect(count("float16", [0.5, 0.25], [2, 1])).toEqual({ cat: 1, dog: 1 });
  });

  test("its number, or its text", () => {
    expect(count("int64", BigInt64Array.of(1n, 1n, 7n), [3])).toEqual({ dog: 2, "7": 1 });
    expect(count("bool", Uint8Array.of(0, 1), [2])).toEqual({ cat: 1, dog: 1 });
    expect(count("string", ["setosa", "setosa"], [2])).toEqual({ setosa: 2 });
  });

  test("nothing where there is NaN, nothing of empty tensors and of other types", () => {
    expect(count("float32", Float32Array.of(NaN, 1, 0, 1), [2, 2])).toEqual({ dog: 1 });
    expect(count("float32", Float32Array.of(NaN), [1, 1])).toEqual({});
    expect(count("float32", new Float32Array(0), [0, 3])).toEqual({});
    expect(count("uint4", Uint8Array.of(1), [1])).toEqual({});
  });
});

test("of many rows some are looked at, and of too many classes the rest is one", () => {
  const many = BigInt64Array.from({ length: 1000 }, (_, index) => BigInt(index));
  expect(Object.values(count("int64", many, [1000], { limit: 10 })).reduce((sum, each) => sum + each)).toBe(
    10,
  );
  const all = count("int64", many, [1000], { limit: 1000 });
  expect([Object.keys(all).length, all["other"]]).toEqual([513, 488]);
});

test("long text is cut, so that keys stay short", () => {
  expect(Object.keys(count("string", ["x".repeat(500)], [1]))[0]).toHaveLength(64);
  const labels = ["cat", "x".repeat(100)];
  expect(count("int32", Int32Array.of(1), [1], { labels })).toEqual({ [labels[1] as string]: 1 });
});
