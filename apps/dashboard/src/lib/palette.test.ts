import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { slotColor, slotVariable } from "./palette.ts";

const tokens = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");

test("slots count from 0 and start over after the twelfth", () => {
  expect([0, 11, 12, 25, -1, Number.NaN].map(slotVariable)).toEqual([
    "--run-1",
    "--run-12",
    "--run-1",
    "--run-2",
    "--run-12",
    "--run-1",
  ]);
  expect(slotColor(2)).toBe("var(--run-3)");
});

test("a colour of a run's own stays as it is, and what is no colour is the first slot", () => {
  expect(slotColor("#12ab9f")).toBe("#12ab9f");
  expect(slotColor("#fff;background:url(//x)")).toBe("var(--run-1)");
});

test("the system's dark and the chosen dark are one theme", () => {
  const [media, chosen] = tokens
    .split(/@media \(prefers-color-scheme: dark\)|:root\[data-theme="dark"\] \{/)
    .slice(1) as [string, string];
  const names = [...chosen.matchAll(/(--[\w-]+): (#\w+)/g)];
  expect(names.length).toBeGreaterThan(40);
  for (const [, name, value] of names) expect(token(media, name as string)).toBe(value);
});

function token(block: string, name: string): string {
  return new RegExp(`${name}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? "";
}
