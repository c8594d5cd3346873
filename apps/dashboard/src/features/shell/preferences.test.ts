import { expect, test } from "vitest";
import { parsePreferences, usualPreferences } from "./preferences.ts";

test("What was chosen is read back", () => {
  const chosen = { density: "roomy", motion: "none", digits: 6 } as const;
  expect(parsePreferences(JSON.stringify(chosen))).toEqual(chosen);
});

test("What makes no sense is as usual", () => {
  expect(parsePreferences(null)).toEqual(usualPreferences);
  expect(parsePreferences("{")).toEqual(usualPreferences);
  expect(parsePreferences("7")).toEqual(usualPreferences);
  expect(parsePreferences('{"density": "huge", "motion": 1, "digits": 400}')).toEqual(usualPreferences);
});
