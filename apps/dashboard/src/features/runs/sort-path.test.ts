import { expect, test } from "vitest";
import { createKeyResolver } from "../filter/resolve-key.ts";
import { shortKey } from "../filter/short-key.ts";
import { nextSort } from "../runs-table/use-column-actions.ts";
import { sortKeyText } from "./sort-key-text.ts";
import { mostSortKeys, sortPath } from "./sort-path.ts";

const known = [
  { path: "config.lr", runs: 4, numbers: 4, texts: 0 },
  { path: "config.loss", runs: 4, numbers: 0, texts: 4 },
  { path: "summary.loss", runs: 4, numbers: 4, texts: 0 },
  { path: "summary.val/miou.max", runs: 4, numbers: 4, texts: 0 },
  { path: "summary.val/miou.last", runs: 4, numbers: 4, texts: 0 },
];
const keys = createKeyResolver(known);

test.each([
  ["val/miou:max", "summary.val/miou.max"],
  ["summary.val/miou:last", "summary.val/miou.last"],
  ["config.lr", "config.lr"],
  ["lr", "config.lr"],
  ["created", "createdAt"],
  ["nothing:max", undefined],
])("an order by %s is by %s", (key, path) => {
  expect(sortPath(key, { keys, known })).toBe(path);
});

test("an order by the list's metric is by the value that the list shows", () => {
  const metric = { key: "val/miou", take: "last", path: "summary.val/miou.last" } as const;
  expect(sortPath("val/miou", { keys, known, metric })).toBe("summary.val/miou.last");
  expect(sortPath("val/miou:max", { keys, known, metric })).toBe("summary.val/miou.max");
});

test.each([
  ["val/miou:max", "val/miou, max"],
  ["config.lr", "lr"],
  ["created", "created"],
])("the key %s reads %s", (key, text) => {
  expect(sortKeyText(key)).toBe(text);
});

test("a key is short where the short one means the same, whatever it is compared with", () => {
  expect(shortKey("config.lr", keys)).toBe("lr");
  expect(shortKey("createdAt", keys)).toBe("created");
  expect(shortKey("config.loss", keys)).toBe("config.loss");
  expect(shortKey("summary.loss", keys)).toBe("summary.loss");
});

test("an order has as many keys as the server takes, the newest of them", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  let sort: ReturnType<typeof nextSort> = [];
  for (const name of names) sort = nextSort(sort, name, "add");
  expect(sort.map(({ key }) => key)).toEqual(names.slice(-mostSortKeys));
});
