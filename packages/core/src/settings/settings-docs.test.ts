import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { INIT_OPTION_NAMES } from "./init-options.ts";
import { SETTINGS, variablesOf } from "./setting-table.ts";
import type { Setting } from "./setting-table.ts";
import { SETTINGS_WITHOUT_MEANING } from "./settings-without-meaning.ts";

const DOCS = readFileSync(new URL("../../../../docs/settings.md", import.meta.url), "utf8");
const ROWS = DOCS.split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()));

function codes(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]*)`/g)].map(([, code]) => code as string);
}

test.each(Object.values(SETTINGS).map((setting: Setting<unknown>) => [setting.name, setting] as const))(
  "docs/settings.md has a row for %s with its names and its default",
  (name, setting) => {
    const row = ROWS.find(
      ([, option, file]) =>
        codes(file).includes(name) &&
        (setting.option === undefined || codes(option).includes(setting.option)),
    );
    const [, , , variables, fallback, meaning] = row ?? [];
    const short = variablesOf(setting)
      .filter((variable) => variable.startsWith("STEPWELL_"))
      .map((variable) => variable.slice("STEPWELL_".length));
    expect(codes(variables)).toEqual(short);
    if (setting.fallback !== undefined) expect(codes(fallback)).toEqual([JSON.stringify(setting.fallback)]);
    expect(meaning).not.toBe("");
  },
);

test("docs/settings.md has every option of init", () => {
  const options = ROWS.flatMap(([, option]) => codes(option));
  expect(INIT_OPTION_NAMES.filter((name) => !options.includes(name))).toEqual([]);
});

test("docs/settings.md has every setting of W&B that changes nothing, and says why", () => {
  const rows = ROWS.filter((row) => row.length === 4).map(([, names, reason]) => ({
    names: codes(names),
    reason,
  }));
  for (const name of SETTINGS_WITHOUT_MEANING) {
    expect([name, rows.find(({ names }) => names.includes(name))?.reason]).toEqual([
      name,
      expect.stringMatching(/\w+ \w+/),
    ]);
  }
});
