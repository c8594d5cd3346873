import { expect, test } from "vitest";
import { compilePattern } from "./compile-pattern.ts";

test("a pattern is searched for anywhere in the text", () => {
  const test = compilePattern("b+(?i)C$");
  expect([test("abbc"), test("abbC"), test("abcd")]).toEqual([true, true, false]);
});

test.each(["(", "(?=a)", String.raw`(a)\1`, "a{1001}", "*", "a".repeat(513), "((a{30}){30}){30}"])(
  "%j is refused with a sentence that says why",
  (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(RangeError);
    expect(() => compilePattern(pattern)).toThrow(
      /Failed to read the pattern ".*": .+\. Write it as RE2 does/s,
    );
  },
);

test("patterns that take other engines for ever take their time in proportion to the text", () => {
  for (const pattern of ["(a+)+$", "(x+x+)+y", "(a|a)*b", "(.*)*!"]) {
    const search = compilePattern(pattern);
    expect(search(`${"a".repeat(20_000)}${"x".repeat(20_000)}?`)).toBe(false);
  }
});

test("a pattern that would hold a server up over very much text gives up with a sentence", () => {
  const search = compilePattern("(?:a?){60}a{60}");
  const text = "b".repeat(1_000_000);
  expect(() => {
    for (let index = 0; index < 100; index++) search(`${index}${text}`);
  }).toThrow("it takes too long");
});
