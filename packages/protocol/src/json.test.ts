import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./json-parse.ts";
import { printJson } from "./json-print.ts";
import type { Json } from "./json.ts";
import { ProtocolError } from "./protocol-error.ts";

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
    fc.string({ unit: "binary" }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant("__proto__")), tie("value"), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
  ),
})).value;

describe("printing", () => {
  test.each([
    [0, "0"],
    [-0, "-0"],
    [1, "1"],
    [1_000_000, "1000000"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [2 ** 53, "9.007199254740992e+15"],
    [2 ** 63, "9.223372036854776e+18"],
    [1e21, "1e+21"],
    [1e22, "1e+22"],
    [1.5e300, "1.5e+300"],
    [0.5, "0.5"],
    [-0.5, "-0.5"],
    [999_999.5, "999999.5"],
    [1_000_000.5, "1.0000005e+06"],
    [1_795_315_387.114234, "1.795315387114234e+09"],
    [0.0001, "0.0001"],
    [0.00012, "0.00012"],
    [0.00001, "1e-05"],
    [-0.0000125, "-1.25e-05"],
    [0.0000015, "1.5e-06"],
    [1e-7, "1e-07"],
    [1.25e-7, "1.25e-07"],
    [5e-324, "5e-324"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [9_007_199_254_740_993n, "9007199254740993"],
    [-9_223_372_036_854_775_808n, "-9223372036854775808"],
    [9_223_372_036_854_775_808n, "9.223372036854776e+18"],
  ] as [number | bigint, string][])("prints %s as %s", (value, text) => {
    expect(printJson(value)).toBe(text);
  });

  test("escapes control characters and leaves other text alone", () => {
    expect(printJson('é\u2028<>&"\\/\u0001\t\n')).toBe('"é\u2028<>&\\"\\\\/\\u0001\\t\\n"');
  });

  test("leaves out undefined members", () => {
    expect(printJson({ a: undefined as unknown as Json, b: 1 })).toBe('{"b":1}');
  });

  test("refuses a value that contains itself", () => {
    const cycle: Record<string, Json> = {};
    cycle["self"] = cycle;
    expect(() => printJson(cycle)).toThrow(/deeper than "500" levels/);
  });
});

describe("parsing", () => {
  test("reads bare constants at any place", () => {
    expect(parseJson(' {"a": [NaN, -Infinity , Infinity, "NaN"]} ')).toEqual({
      a: [Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, "NaN"],
    });
  });

  test("keeps integers of 64 bits exact and makes longer ones floats", () => {
    expect(parseJson("[9007199254740993, 9223372036854775807, -9223372036854775808]")).toEqual([
      9_007_199_254_740_993n,
      9_223_372_036_854_775_807n,
      -9_223_372_036_854_775_808n,
    ]);
    expect(parseJson("9223372036854775808")).toBe(2 ** 63);
    expect(parseJson("1" + "0".repeat(400))).toBe(Number.POSITIVE_INFINITY);
    expect(parseJson("0.30000000000000004")).toBe(0.300_000_000_000_000_04);
    expect(parseJson("12345678901234567.5")).toBe(12_345_678_901_234_568);
  });

  test("treats __proto__ as a key like others", () => {
    for (const text of ['{"__proto__":{"polluted":true}}', '{"__proto__":{"polluted":NaN}}']) {
      const parsed = parseJson(text) as Record<string, unknown>;
      expect(Object.keys(parsed)).toEqual(["__proto__"]);
      expect(parsed["polluted"]).toBeUndefined();
      expect(printJson(parsed as Json)).toBe(text);
    }
  });

  test("stops at 500 levels, whichever way the text is read", () => {
    const nested = (levels: number, core: string): string => "[".repeat(levels) + core + "]".repeat(levels);
    expect(() => parseJson(nested(500, "1"))).not.toThrow();
    expect(() => parseJson(nested(500, "NaN"))).not.toThrow();
    expect(() => parseJson(nested(501, "1"))).toThrow(/"500" levels/);
    expect(() => parseJson(nested(501, "NaN"))).toThrow(/"500" levels/);
    expect(() => parseJson("[".repeat(200_000))).toThrow(ProtocolError);
    expect(parseJson(`"${"[".repeat(2000)}"`)).toBe("[".repeat(2000));
  });

  test.each([
    "",
    "{",
    "[1,]",
    "{a:1}",
    "nan",
    "01",
    "1.",
    "-",
    "+1",
    "'a'",
    '"\\x"',
    '"\\u12"',
    '"a\nb"',
    "1 2",
    "NaNa",
  ])("refuses %j with a sentence", (text) => {
    expect(() => parseJson(text)).toThrow(/^\[protocol\] Failed to parse JSON: .+ at character \d+/);
  });

  test("agrees with the host about every text that is plain JSON, and never throws anything else", () => {
    const fragments = fc.constantFrom(
      ...Array.from('{}[],:"\\ \n-+.eE0123456789ntfuNI'),
      "true",
      "null",
      "NaN",
      "Infinity",
      '"a"',
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        let standard: { value: unknown } | undefined;
        try {
          standard = { value: JSON.parse(text) };
        } catch {
          standard = undefined;
        }
        try {
          const own = parseJson(text);
          if (standard !== undefined && !/\d{16}/.test(text)) expect(own).toEqual(standard.value);
        } catch (error) {
          expect(standard).toBeUndefined();
          expect(ProtocolError.isInstance(error)).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

test("what is printed reads back the same", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(parseJson(printJson(value))).toStrictEqual(value);
    }),
    { numRuns: 2000 },
  );
});

test("every value text that the official client wrote reads back, and prints as it was", () => {
  const texts = JSON.parse(
    readFileSync(new URL("../test/conformance/encoded-values.json", import.meta.url), "utf8"),
  ) as string[];
  // Whole floats from 1e6 to 2^53 are floats there and integers here: JavaScript has one kind of number.
  const wholeFloats = new Set(["1e+06", "1e+15", "1.23456789e+08"]);
  const changed = texts.filter((text) => printJson(parseJson(text)) !== text);
  expect(new Set(changed)).toEqual(wholeFloats);
});
