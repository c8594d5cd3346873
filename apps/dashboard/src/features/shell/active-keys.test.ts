import { expect, test } from "vitest";
import { isActiveKey } from "./active-keys.ts";
import { keyList } from "./key-list.ts";

const nothing = { names: new Set<string>(), has: () => false };

test("A key that nobody listens to is not on the sheet", () => {
  const line = { keys: "F", does: "Filter runs", names: ["f"] };
  expect(isActiveKey(line, nothing)).toBe(false);
  expect(isActiveKey(line, { ...nothing, names: new Set(["f"]) })).toBe(true);
});

test("A key of a part in focus is on the sheet while the page has such a part", () => {
  const line = { keys: "L", does: "Log y", where: "article" };
  expect(isActiveKey(line, nothing)).toBe(false);
  expect(isActiveKey(line, { ...nothing, has: (selector) => selector === "article" })).toBe(true);
});

test("Esc works everywhere", () => {
  const everywhere = keyList.flatMap(({ lines }) => lines).filter((line) => isActiveKey(line, nothing));
  expect(everywhere.map(({ keys }) => keys)).toContain("Esc");
});

test("No two lines of the sheet name the same keys in the same group", () => {
  for (const { lines } of keyList) {
    const keys = lines.map((line) => line.keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
});
