import { expect, test } from "vitest";
import { ansiPieces } from "./ansi.ts";
import { lastAtOrBefore, nearestIndex } from "./binary-search.ts";
import { fuzzyMatcher, matcherProblem } from "./fuzzy-match.ts";
import { jsonAt, jsonLeaves } from "./json-leaves.ts";
import { sectionKeys, sectionName } from "./section-keys.ts";

test.each([
  ["", "train/loss", true],
  ["loss", "train/loss", true],
  ["LOSS train", "train/loss", true],
  ["tloss", "train/loss", true],
  ["lossx", "train/loss", false],
  ["/^val/", "train/val", false],
  ["/loss|iou/", "val/miou", true],
  ["/(/", "val/(/", true],
])("the filter %j against %s", (filter, text, matches) => {
  expect(fuzzyMatcher(filter)(text)).toBe(matches);
});

test("a broken regular expression is told in a sentence", () => {
  expect(matcherProblem("/(/")).toContain('"(" is not a regular expression');
  expect(matcherProblem("/(a+)+$/")).toContain("could take too long");
  expect(matcherProblem("/a/")).toBeUndefined();
  expect(matcherProblem("(")).toBeUndefined();
});

test("keys are grouped by their first part, in the order of the first key", () => {
  const keys = ["b/x", "loss", "a/y", "b/z/w", "n.deep"].map((key) => ({ key }));
  expect(sectionKeys(keys).map(({ name, keys: list }) => [name, list.map(({ key }) => key)])).toEqual([
    ["b", ["b/x", "b/z/w"]],
    ["metrics", ["loss"]],
    ["a", ["a/y"]],
    ["n", ["n.deep"]],
  ]);
  expect(sectionName("v1\\.5")).toBe("metrics");
});

test("colour codes become looks, other escapes vanish, markup stays text", () => {
  expect(ansiPieces("\u001b[1;32mok\u001b[0m <b>x</b>\u001b[2K\u001b]0;title\u0007!")).toEqual([
    { text: "ok", look: "a2 ab" },
    { text: " <b>x</b>", look: "" },
    { text: "!", look: "" },
  ]);
  expect(ansiPieces("")).toEqual([]);
});

test("leaves of a summary stop at media and lists", () => {
  const summary = { a: { b: 1 }, h: { _type: "histogram", bins: [1] }, l: [1, 2], "x.y": 2 };
  expect(jsonLeaves(summary).map(([key]) => key)).toEqual(["a.b", "h", "l", "x\\.y"]);
  expect(jsonAt(summary, ["a", "b"])).toBe(1);
  expect(jsonAt(summary, ["constructor"])).toBeUndefined();
});

test("searches in rising values", () => {
  expect([nearestIndex([0, 10, 20], 14), nearestIndex([0, 10, 20], 16), nearestIndex([], 1)]).toEqual([
    1, 2, -1,
  ]);
  expect([lastAtOrBefore([10, 20], 5), lastAtOrBefore([10, 20], 10), lastAtOrBefore([10, 20], 99)]).toEqual([
    -1, 0, 1,
  ]);
});
