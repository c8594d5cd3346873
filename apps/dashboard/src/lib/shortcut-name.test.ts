import { expect, test } from "vitest";
import { shortcutName, type PressedKey } from "./shortcut-name.ts";

function name(key: string, more: Partial<PressedKey> = {}): string {
  return shortcutName({
    key,
    code: "",
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...more,
  });
}

test("A key that prints is what it prints", () => {
  expect(name("s")).toBe("s");
  expect(name("S", { shiftKey: true })).toBe("S");
  expect(name("?", { shiftKey: true })).toBe("?");
});

test("Shift is named for keys that print nothing, for Space, and beside Ctrl", () => {
  expect(name("ArrowLeft", { shiftKey: true })).toBe("Shift+ArrowLeft");
  expect(name(" ", { shiftKey: true })).toBe("Shift+ ");
  expect(name("Z", { ctrlKey: true, shiftKey: true })).toBe("Ctrl+Shift+z");
});

test("The command key is Ctrl", () => {
  expect(name("k", { metaKey: true })).toBe("Ctrl+k");
});

test("Alt with a letter is that letter, whatever the keyboard prints for it", () => {
  expect(name("m", { altKey: true, code: "KeyM" })).toBe("Alt+m");
  expect(name("\u00b5", { altKey: true, code: "KeyM" })).toBe("Alt+m");
});

test("Alt does not count where a sign can't be had without it", () => {
  expect(name("[", { altKey: true, ctrlKey: true, code: "Digit8" })).toBe("[");
  expect(name("[", { altKey: true, code: "Digit5" })).toBe("[");
});
