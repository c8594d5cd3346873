import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { paletteSize, slotColor, slotVariable } from "./palette.ts";

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

test.each(["light", "dark"])("every run colour has contrast 3 on the chart surface in %s", (theme) => {
  const block =
    theme === "light"
      ? tokens.slice(0, tokens.indexOf("@media"))
      : tokens.slice(tokens.indexOf(':root[data-theme="dark"]'));
  const surface = token(block, "--surface");
  for (let slot = 1; slot <= paletteSize; slot++)
    expect(contrast(token(block, `--run-${slot}`), surface), `slot ${slot}`).toBeGreaterThanOrEqual(3);
});

test.each(["light", "dark"])("every text colour has contrast 4.5 on every surface in %s", (theme) => {
  const block =
    theme === "light"
      ? tokens.slice(0, tokens.indexOf("@media"))
      : tokens.slice(tokens.indexOf(':root[data-theme="dark"]'));
  for (const text of ["--ink", "--ink-2", "--ink-3", "--accent"]) {
    for (const surface of ["--surface", "--bg", "--inset"])
      expect(
        contrast(token(block, text), token(block, surface)),
        `${text} on ${surface}`,
      ).toBeGreaterThanOrEqual(4.5);
  }
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

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
