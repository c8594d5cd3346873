import { expect, test } from "vitest";
import { matchRanges } from "./match-ranges.ts";

test.each([
  ["", "train/loss", []],
  ["loss", "train/Loss", [[6, 10]]],
  [
    "loss tr",
    "train/loss",
    [
      [6, 10],
      [0, 2],
    ],
  ],
  ["/o+s/", "train/looss", [[7, 10]]],
  ["/$/", "train/loss", []],
  ["/(/", "a/(/b", [[1, 4]]],
  [
    "tlos",
    "train/loss",
    [
      [0, 1],
      [6, 9],
    ],
  ],
  ["zz", "train/loss", []],
] as const)("%j fits %j at %j", (query, text, ranges) => {
  expect(matchRanges(query, text)).toEqual(ranges);
});
