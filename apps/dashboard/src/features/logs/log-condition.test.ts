import { expect, test } from "vitest";
import { consoleQuery, marker } from "./log-condition.ts";

test("a condition that every line meets asks for nothing", () => {
  expect(consoleQuery({ text: "  ", isPattern: true, stream: "all" })).toBeUndefined();
  expect(consoleQuery({ text: " NaN", isPattern: false, stream: "stderr" })).toEqual({
    search: "NaN",
    stream: "stderr",
  });
  expect(consoleQuery({ text: "a|b", isPattern: true, stream: "all" })).toEqual({ pattern: "a|b" });
});

test("a text is marked as it stands, a pattern where it matches", () => {
  const text = marker({ text: "a.b(", isPattern: false, stream: "all" });
  expect("xA.B(y".replace(text as RegExp, "-")).toBe("x-y");
  const pattern = marker({ text: "lo+ss \\d+", isPattern: true, stream: "all" });
  expect("Looss 12".replace(pattern as RegExp, "-")).toBe("-");
});

test.each(["(a+)+$", "(a*)*b", "(x){9}", "a**", "(", "(.)\\1"])("%j marks nothing", (text) => {
  expect(marker({ text, isPattern: true, stream: "all" })).toBeUndefined();
});
