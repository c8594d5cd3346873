import { expect, test } from "vitest";
import { fuzzyScore } from "./fuzzy-score.ts";
import { rankItems } from "./rank-items.ts";

const texts = (list: readonly { readonly text: string }[]): string[] => list.map(({ text }) => text);

test("What begins with the query comes before a start of a word, before the middle of one, before letters in order", () => {
  const items = ["blossom", "lots of sun", "train/loss", "loss"].map((text) => ({ text }));
  expect(texts(rankItems(items, "los"))).toEqual(["loss", "train/loss", "blossom", "lots of sun"]);
});

test("Nothing typed keeps the order that was given", () => {
  const items = [{ text: "b" }, { text: "a" }, { text: "c" }];
  expect(texts(rankItems(items, " "))).toEqual(["b", "a", "c"]);
});

test("Of two that fit as well, the shorter one is first, and of equals the one given first", () => {
  expect(texts(rankItems([{ text: "loss/boundary" }, { text: "loss/dice" }], "loss"))[0]).toBe("loss/dice");
  const twins = [
    { text: "loss", id: 1 },
    { text: "loss", id: 2 },
  ];
  expect(rankItems(twins, "loss").map(({ id }) => id)).toEqual([1, 2]);
});

test("Groups stay together, the one with the best item first", () => {
  const items = [
    { text: "closet", group: "runs" },
    { text: "cloak", group: "runs" },
    { text: "loss", group: "metrics" },
    { text: "closer", group: "runs" },
  ];
  expect(texts(rankItems(items, "los"))).toEqual(["loss", "closet", "closer"]);
});

test("Other words find an item, after those whose text has them", () => {
  const items = [
    { text: "Dark colours", words: "theme night" },
    { text: "night-run-4", words: "" },
  ];
  expect(texts(rankItems(items, "night"))).toEqual(["night-run-4", "Dark colours"]);
});

test("A regular expression between slashes chooses, and a broken one finds its letters at most", () => {
  const items = ["loss", "iou", "lr"].map((text) => ({ text }));
  expect(texts(rankItems(items, "/loss|iou/"))).toEqual(["iou", "loss"]);
  expect(fuzzyScore("/(/")("loss")).toBeUndefined();
});

test("A letter that is repeated in the query must be there as often", () => {
  expect(fuzzyScore("lll")("loll")).toBeDefined();
  expect(fuzzyScore("llll")("loll")).toBeUndefined();
});
