import { expect, test } from "vitest";
import { keyList } from "../shell/key-list.ts";
import { keyCommands, printedKey } from "./key-commands.tsx";

test("a key is printed as the sheet prints it", () => {
  expect(["f", "S", "Ctrl+j", "Ctrl+Shift+z", "/", "+", "?", "End"].map(printedKey)).toEqual([
    "F",
    "Shift S",
    "Ctrl J",
    "Ctrl Shift Z",
    "/",
    "+",
    "?",
    "End",
  ]);
});

test("the palette has the commands of the sheet whose keys do something, each once", () => {
  expect(keyCommands(new Set(["s", "f", "q"])).map(({ text }) => text)).toEqual([
    "Filter runs",
    "Smooth more",
  ]);
  const lines = keyList.flatMap(({ lines: all }) => all);
  const names = lines.flatMap(({ commands = [] }) => commands.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(keyCommands(new Set(names))).toHaveLength(names.length);
});

test("each command stands in the sheet by the key that it prints", () => {
  for (const { keys, commands = [] } of keyList.flatMap(({ lines }) => lines))
    for (const { name } of commands) expect(keys.split(", ")).toContain(printedKey(name));
});
