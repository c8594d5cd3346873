import fc from "fast-check";
import type { Json } from "@stepwell/protocol";
import { parseJson, printJson } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { Histogram } from "../media/histogram.ts";
import { createValueEncoder } from "./encode-value.ts";

const media = { single: () => "image", list: () => "images" };
const log = createValueEncoder({ purpose: "log", media });
const summary = createValueEncoder({ purpose: "summary", media });
const config = createValueEncoder({ purpose: "config" });

class Point {
  readonly x = 1;
  readonly #secret = 2;
  get sum(): number {
    return this.x + this.#secret;
  }
}

describe("what JavaScript values become in a row", () => {
  test.each<[string, unknown, Json]>([
    ["the fields of a class instance", new Point(), { x: 1 }],
    ["what toJSON returns", { toJSON: () => [1, { a: undefined }] }, [1, {}]],
    ["a Date as ISO text", new Date(0), "1970-01-01T00:00:00.000Z"],
    ["an invalid Date as null", new Date(NaN), null],
    [
      "a Map as an object",
      new Map<unknown, unknown>([
        ["a", 1],
        [2, "b"],
      ]),
      { a: 1, "2": "b" },
    ],
    ["a Set as a list", new Set([1, "a"]), [1, "a"]],
    ["an address as text", new URL("http://host/"), "http://host/"],
    ["boxed values", [Object(1), Object("a"), Object(true)], [1, "a", true]],
    ["a pattern as its text", /a+/g, "a+"],
    ["a bigint beyond 2^53 as itself", 2n ** 60n, 2n ** 60n],
    ["a small bigint as a number", 5n, 5],
    ["a bigint beyond 64 bits as a number", 2n ** 64n, 2 ** 64],
    ["undefined in a list as null", [undefined, 1], [null, 1]],
    ["undefined in an object as nothing", { a: undefined, b: 1 }, { b: 1 }],
    ["a nameless function", [() => 1][0], "anonymous"],
    ["bytes of text", new TextEncoder().encode("hé").buffer, "hé"],
    [
      "a member called __proto__",
      JSON.parse('{"__proto__": {"x": 1}}'),
      JSON.parse('{"__proto__": {"x": 1}}') as Json,
    ],
    ["one object met twice", ((shared) => [shared, shared])({ a: 1 }), [{ a: 1 }, { a: 1 }]],
  ])("%s", (_, value, expected) => {
    expect(log("key", value)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ["it is a promise. Await it first.", Promise.resolve(1)],
    ["a symbol has no JSON form.", Symbol("a")],
    ["an instance of WeakMap has no JSON form.", new WeakMap()],
    ["an instance of TypeError has no JSON form.", new TypeError("x")],
    ["it is an iterator. Spread it into an array.", [1].values()],
    ["its bytes are not UTF-8 text.", Uint8Array.of(255).buffer],
    ["a list mixes media with other values.", [new Histogram([1]), 2]],
    [
      "a large array holds NaN or an infinity, or numbers too large to be told apart.",
      new Float32Array(40).fill(NaN),
    ],
  ])("%s", (reason, value) => {
    expect(() => log("key", { deep: value })).toThrow(`[core] Failed to encode "key" for the log: ${reason}`);
  });

  test("a value that contains itself, or is nested without end, is refused", () => {
    const cycle: unknown[] = [];
    cycle.push({ cycle });
    expect(() => log("key", cycle)).toThrow("the value contains itself");
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level++) deep = [deep];
    expect(() => log("key", deep)).toThrow('it is nested deeper than "490" levels');
  });
});

test("NaN stays in rows, vanishes from configs, and stays in lists of a summary", () => {
  const value = { top: NaN, list: [NaN] };
  expect(log("k", value)).toEqual({ top: NaN, list: [NaN] });
  expect(summary("k", value)).toEqual({ top: null, list: [NaN] });
  expect(config("k", value)).toEqual({ top: null, list: [null] });
});

test("media cannot stand in a config", () => {
  expect(() => config("h", new Histogram([1, 2]))).toThrow("media cannot stand in it. Log media with log().");
});

test("any value either survives a round trip through JSON text or is refused with a sentence", () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(anything, fc.constantFrom(log, summary, config), (value, encode) => {
      let encoded: Json;
      try {
        encoded = encode("key", value);
      } catch (error) {
        expect(UsageError.isInstance(error) ? error.message : error).toMatch(
          /^\[core\] Failed to encode "key"/,
        );
        return;
      }
      // -0 prints as -0 and 2^53 is the first integer that comes back as a bigint.
      expect(printJson(parseJson(printJson(encoded)))).toBe(printJson(encoded));
    }),
    { numRuns: 500 },
  );
});
