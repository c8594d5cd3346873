import { expect, test } from "vitest";
import { sqlLike } from "./sql-like.ts";

test.each([
  ["%.json", "wandb-summary.json", true],
  ["%.json", "a.jsonl", false],
  ["media/%/x_%.png", "media/images/x_1.png", true],
  ["a_c", "abc", true],
  ["a\\_c", "abc", false],
  ["a\\_c", "a_c", true],
  ["100\\%", "100%", true],
  ["A%", "abc", true],
  ["%", "", true],
  ["", "", true],
  ["", "a", false],
  ["_", "😀", true],
  ["a.c", "abc", false],
  ["%b%b%", "abcb", true],
])("%s of %s is %s", (pattern, text, expected) => {
  expect(sqlLike(pattern)(text)).toBe(expected);
});

test("a hostile pattern takes no longer than its length times that of the text", () => {
  const pattern = "%a".repeat(400);
  expect(sqlLike(`${pattern}b`)("a".repeat(4000))).toBe(false);
});
