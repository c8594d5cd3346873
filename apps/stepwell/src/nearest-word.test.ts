import { expect, test } from "vitest";
import { nearestWord } from "./nearest-word.ts";

const KNOWN = ["sync", "serve", "bash", "to", "port", "include-online"];

test.each([
  ["snyc", "sync"],
  ["syn", "sync"],
  ["bahs", "bash"],
  ["prot", "port"],
  ["inclde-onlnie", "include-online"],
  ["tcsh", undefined],
  ["ot", "to"],
  ["q", undefined],
  ["", undefined],
  ["x".repeat(1_000_000), undefined],
])("%.20s is meant as %s", (word, meant) => {
  expect(nearestWord(word, KNOWN)).toBe(meant);
});
