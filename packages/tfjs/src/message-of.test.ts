import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { messageOf } from "./message-of.ts";

test("an error says its message, and a text itself", () => {
  expect(messageOf(new Error("gone"))).toBe("gone");
  expect(messageOf("gone")).toBe("gone");
});

test("so does an error of another realm", () => {
  expect(messageOf(runInNewContext('new Error("gone")'))).toBe("gone");
});

test.each<[string, unknown]>([
  ["a thrown undefined", undefined],
  ["a thrown object", null],
  ["a thrown number", 5],
  ["a thrown symbol", Symbol("x")],
  ["a thrown object", Object.assign(new Error("x"), { message: { not: "text" } })],
  [
    "a thrown object",
    {
      get message() {
        throw new Error("no");
      },
    },
  ],
])("anything else is %s", (text, thrown) => {
  expect(messageOf(thrown)).toBe(text);
});
