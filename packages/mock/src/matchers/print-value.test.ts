import { expect, test } from "vitest";
import { printValue } from "./print-value.ts";

test.each([
  [
    { loss: expect.any(Number) as unknown, "a b": [1, -0, Number.NaN, null, undefined] },
    '{"loss": Any<Number>, "a b": [1, -0, NaN, null, undefined]}',
  ],
  [[/x/g, 5n, true, 'a"b'], '[/x/g, 5n, true, "a\\"b"]'],
  [{}, "{}"],
  [Object.create(null), "{}"],
])("%o", (value, text) => {
  expect(printValue(value)).toBe(text);
});

test("what is long, wide, deep or endless is cut short", () => {
  expect(printValue("x".repeat(5000)).length).toBeLessThan(1100);
  expect(printValue(Array.from({ length: 200 }, () => 0))).toMatch(/, … 150 more\]$/);
  const endless: Record<string, unknown> = {};
  endless["own"] = endless;
  expect(printValue(endless)).toMatch(/\{…\}/);
});
