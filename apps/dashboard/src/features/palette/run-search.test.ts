import { expect, test } from "vitest";
import { runSearch } from "./run-search.ts";

test("Every word has to be in the name or in the id", () => {
  const part = (text: string): object => ({ $regex: text, $options: "i" });
  expect(runSearch(" soft  rain")).toEqual({
    $and: [
      { $or: [{ displayName: part("soft") }, { name: part("soft") }] },
      { $or: [{ displayName: part("rain") }, { name: part("rain") }] },
    ],
  });
});

test("What is typed is no pattern", () => {
  expect(JSON.stringify(runSearch("a.(b"))).toContain(String.raw`a\\.\\(b`);
});

test("Nothing typed filters nothing", () => {
  expect(runSearch("  ")).toBeUndefined();
});
