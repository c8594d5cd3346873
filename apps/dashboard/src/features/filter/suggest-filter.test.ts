import { expect, test } from "vitest";
import { filterTerms, joinTerms } from "./filter-terms.ts";
import { createKeyResolver } from "./resolve-key.ts";
import { placeInFilter, suggestAt } from "./suggest-filter.ts";

const keys = createKeyResolver([
  { path: "config.optimizer", runs: 3, numbers: 0, texts: 3 },
  { path: "config.lr", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.lr", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.val/miou", runs: 3, numbers: 3, texts: 0 },
]);

test.each([
  ["", "key", ""],
  ["mi", "key", "mi"],
  ["lr ", "operator", ""],
  ["lr >", "value", ""],
  ["lr > 0.", "value", "0."],
  ["lr > 0.1 ", "joiner", ""],
  ["lr > 0.1 an", "joiner", "an"],
  ["lr > 0.1 and ", "key", ""],
  ["(", "key", ""],
  ["opt in (a, ", "value", ""],
  ["opt in (a) ", "joiner", ""],
  ["has ", "key", ""],
  ["not ", "key", ""],
  ["tags has ", "value", ""],
])("at the end of %j stands a %s after %j", (text, expects, prefix) => {
  expect(placeInFilter(text, keys)).toMatchObject({ expects, prefix });
});

const offered = (text: string): string[] =>
  suggestAt(placeInFilter(text, keys), keys, [{ text: "ada max", hint: "3 runs" }]).map(
    ({ insert }) => insert,
  );

test("keys are offered as short as they can be, and states", () => {
  expect(offered("lr")).toEqual(["lr ", "summary.lr "]);
  expect(offered("run")[0]).toBe("running ");
  expect(offered("miou")).toEqual(["val/miou "]);
});

test("operators fit the values of the key", () => {
  expect(offered("lr ")).toEqual(["> ", ">= ", "< ", "<= ", "= ", "!= ", "in ("]);
  expect(offered("opt ")).toEqual(["= ", "!= ", "~ ", "!~ ", "in ("]);
  expect(offered("tags ")[0]).toBe("has ");
});

test("values are quoted where they need it, and times are spans", () => {
  expect(offered("opt = ad")).toEqual(['"ada max" ']);
  expect(offered("created > 1")).toEqual(["1 h ago ", "1 d ago "]);
});

test.each([
  ["a and b = 3", ["a", "b = 3"]],
  ["(a and b)", ["(a and b)"]],
  ["a or b", ["a or b"]],
  ["running tag:v2", ["running", "tag:v2"]],
  ["", []],
  ["a =", undefined],
])("the terms of %j are %j", (text, terms) => {
  expect(filterTerms(text)?.map((term) => term.text)).toEqual(terms);
});

test("terms that are joined stay terms", () => {
  expect(joinTerms(["a or b", "c = 1", " "])).toBe("(a or b) and c = 1");
  expect(joinTerms(["a or b"])).toBe("a or b");
});
