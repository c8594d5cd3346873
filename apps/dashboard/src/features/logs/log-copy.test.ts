import { expect, test } from "vitest";
import { copied } from "./use-log-copy.ts";

test("lines are copied without their colours, the first and the last in part", () => {
  const lines = [{ text: "\u001b[31mfirst\u001b[0m line" }, { text: "middle" }, { text: "last line" }];
  expect(copied(lines, { row: 10, at: 6 }, { row: 12, at: 4 })).toBe("line\nmiddle\nlast");
});
