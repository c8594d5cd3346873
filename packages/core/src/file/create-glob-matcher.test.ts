import { expect, test } from "vitest";
import { createGlobMatcher } from "./create-glob-matcher.ts";

test.each([
  ["*.bin", ["a.bin"], ["a/b.bin", ".bin", "a.binx"]],
  ["**/*.bin", ["a.bin", "a/b/c.bin"], ["a/.b.bin"]],
  ["a/**", ["a/b", "a/b/c"], ["b/a"]],
  ["{a,b}/?.[tj]s", ["a/x.ts", "b/y.js"], ["c/x.ts", "a/xy.ts"]],
])("%j", (pattern, matching, others) => {
  const matches = createGlobMatcher([pattern]);
  expect(matching.filter(matches)).toEqual(matching);
  expect(others.filter(matches)).toEqual([]);
});

test("no pattern, and an empty one, match nothing", () => {
  expect(createGlobMatcher([])("a")).toBe(false);
  expect(createGlobMatcher([""])("a")).toBe(false);
  expect(createGlobMatcher(["", "b"])("b")).toBe(true);
});

test.each(["[", "{a", "(((", "*".repeat(200), "!(", "\\"])("the broken pattern %j is no error", (pattern) => {
  expect(createGlobMatcher([pattern])("some/path.txt")).toBeTypeOf("boolean");
});

test("a pattern that nobody can mean is refused", () => {
  expect(() => createGlobMatcher(["ok", "x".repeat(1025)])).toThrow("has 1025 characters");
});
