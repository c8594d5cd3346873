import { expect, test } from "vitest";
import { matchesPattern } from "./matches-pattern.ts";

test.each([
  ["UpsertBucket", "upsertBucket", true],
  ["Upsert", "UpsertBucket", false],
  ["upsert*", "UpsertBucket", true],
  ["*bucket", "UpsertBucket", true],
  ["u*b*t", "UpsertBucket", true],
  ["u*b*x", "UpsertBucket", false],
  ["*", "", true],
  ["", "x", false],
  ["/files/*/file_stream", "/files/me/p/run/file_stream", true],
  ["a.c", "abc", false],
])("%s and %s: %s", (pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches);
});

test("a pattern of many stars takes no time", () => {
  expect(matchesPattern("*a".repeat(90), "a".repeat(89) + "b".repeat(5000))).toBe(false);
});
