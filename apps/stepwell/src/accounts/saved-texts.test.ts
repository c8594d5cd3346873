import { expect, test } from "vitest";
import { withNetrcEntry } from "./netrc-text.ts";
import { withSetting } from "./settings-text.ts";

const ENTRY = "machine a:1\n  login user\n  password KEY\n";

test.each([
  ["an empty file", "", ENTRY],
  ["other machines", "machine b\n password x\n", `machine b\n password x\n${ENTRY}`],
  [
    "an entry of the machine",
    "machine a:1\n login me\n password old\nmachine b password x",
    `machine b password x\n${ENTRY}`,
  ],
  ["a default at the end", "machine a:1 password old\ndefault login x\n", `default login x\n${ENTRY}`],
  ["another port of the host", "machine a:2 password x\n", `machine a:2 password x\n${ENTRY}`],
  [
    "a macro that speaks of the machine",
    "macdef x\nmachine a:1\n\nmachine b password x\n",
    `macdef x\nmachine a:1\n\nmachine b password x\n${ENTRY}`,
  ],
])("netrc with %s keeps all else", (_, before, after) => {
  expect(withNetrcEntry(before, "a:1", "KEY")).toBe(after);
  expect(withNetrcEntry(withNetrcEntry(before, "a:1", "OLD"), "a:1", "KEY")).toBe(after);
});

test.each([
  ["an empty file", "", "[default]\nbase_url = X\n"],
  ["another value", "[default]\nbase_url: old\nproject = p\n", "[default]\nbase_url = X\nproject = p\n"],
  ["no section of that name", "[other]\nbase_url = y\n", "[other]\nbase_url = y\n[default]\nbase_url = X\n"],
  [
    "a section after it",
    "[default]\na = 1\n[other]\nbase_url = y\n",
    "[default]\nbase_url = X\na = 1\n[other]\nbase_url = y\n",
  ],
])("settings with %s keep all else", (_, before, after) => {
  expect(withSetting(before, "base_url", "X")).toBe(after);
});
