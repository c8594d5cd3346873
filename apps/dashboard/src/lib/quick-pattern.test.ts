import { expect, test } from "vitest";
import { quickPattern } from "./quick-pattern.ts";

test.each([
  ["loss|iou|acc|dice|lr|map|f1|auc|ece|nll|wer|cer", "val/acc"],
  ["^val/.*_(mean|max)$", "val/iou_max"],
  ["layer\\.(\\d+)\\.weight", "layer.12.weight"],
  ["[*+?{]+x", "**x"],
  ["(?:train|val)/loss\\d{1,3}", "val/loss12"],
  ["a.*?b.*c", "axbxc"],
  ["(?<kind>iou)?s", "ious"],
])("the pattern %j finds %j", (source, text) => {
  expect(quickPattern(source)?.test(text)).toBe(true);
});

test.each([
  "(a+)+$",
  "(a|a)*b",
  "(?:a?){30}a{30}",
  "(.)\\1",
  "(?<x>.)\\k<x>",
  `${"a?".repeat(40)}${"a".repeat(40)}`,
  `${"(a|a)".repeat(30)}$`,
  `${"a*".repeat(8)}b`,
  "a{1,999}a{1,999}a{1,999}a{1,999}b",
  "x".repeat(201),
  "(",
])("the pattern %j is not tried", (source) => {
  expect(quickPattern(source)).toBeUndefined();
});
