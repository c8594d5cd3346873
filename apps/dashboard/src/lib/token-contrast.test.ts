import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "./contrast.ts";
import { paletteSize } from "./palette.ts";

const tokens = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
const themes = {
  light: tokens.slice(0, tokens.indexOf("@media")),
  dark: tokens.slice(tokens.indexOf(':root[data-theme="dark"]')),
};
const surfaces = ["surface", "bg", "inset"];
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe.each(["light", "dark"] as const)("in %s", (theme) => {
  const block = themes[theme];
  const color = (name: string): string => {
    const found = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1];
    if (found === undefined) throw new Error(`There is no --${name}.`);
    return found;
  };
  const between = (text: string, surface: string): number => contrast(color(text), color(surface));

  test.each(["ink", "ink-2", "ink-3", "accent", "accent-hover", "running", "ok", "warn", "err"])(
    "--%s can be read on every surface",
    (text) => {
      for (const surface of surfaces)
        expect(between(text, surface), `on ${surface}`).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(["accent", "running", "ok", "warn", "err"])("--%s can be read on its weak tint", (text) => {
    expect(between(text, `${text}-weak`)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ["on-accent", "accent"],
    ["ink-3", "err-weak"],
    ["ink-3", "accent-weak"],
    ["ink-3", "hover"],
    ["ink-3", "raised"],
    ["ink-2", "neutral-weak"],
  ])("--%s can be read on --%s", (text, surface) => {
    expect(between(text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  test("edges of controls are seen", () => {
    for (const surface of ["surface", "bg"]) expect(between("control", surface)).toBeGreaterThanOrEqual(3);
  });

  test("run colours are seen on the surface of charts", () => {
    for (const slot of numbers(1, paletteSize))
      expect(between(`run-${slot}`, "surface"), `slot ${slot}`).toBeGreaterThanOrEqual(3);
  });

  test("what the sequential scale writes and draws lines with is seen", () => {
    const least = theme === "light" ? 3 : 4.5;
    for (const step of numbers(4, 8))
      expect(between(`seq-${step}`, "surface"), `seq-${step}`).toBeGreaterThanOrEqual(least);
  });

  test("the comments beside the colours are right", () => {
    const lines = [...block.matchAll(/--([\w-]+): #[0-9a-f]{6}; \/\* (.*?) \*\//g)];
    const wrong = lines.flatMap(([, name = "", comment = ""]) =>
      [...comment.matchAll(/([\d.]+) on (its weak tint|[\w-]+)/g)].flatMap(([claim, said, on = ""]) => {
        const is = between(name, on === "its weak tint" ? `${name}-weak` : on);
        return Math.abs(is - Number(said)) < 0.051 ? [] : [`--${name}: ${claim} is ${is}`];
      }),
    );
    expect(lines.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
