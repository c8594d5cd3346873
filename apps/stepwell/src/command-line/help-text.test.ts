import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { COMMAND_NAMES, COMMANDS } from "./commands.ts";
import { outputStyle } from "./output-style.ts";

async function help(words: readonly string[], width = 80, hasColor = false): Promise<string> {
  const made = createMemoryWorld();
  const world = { ...made.world, output: { width, hasColor } };
  expect(await runCommand(words, world)).toBe(0);
  expect(made.errors).toEqual([]);
  return made.printed.join("\n");
}

describe("help", () => {
  test("names every command, and each of them explains every option", async () => {
    const all = await help(["--help"]);
    for (const { name, summary } of COMMANDS) {
      expect(all).toContain(`  ${name}`);
      expect(all.replaceAll(/\s+/g, " ")).toContain(summary);
    }
    for (const { name, options } of COMMANDS) {
      const text = await help(["help", name]);
      for (const option of Object.keys(options)) expect(text).toContain(`--${option}`);
    }
  });

  test("is the same by the word and by the option", async () => {
    expect(await help(["sync", "--help"])).toBe(await help(["help", "sync"]));
    expect(await help(["help"])).toBe(await help(["-h"]));
  });

  test.each([40, 60, 80, 200])("fits %i columns, but for words that are longer", async (width) => {
    for (const name of COMMAND_NAMES) {
      const lines = (await help(["help", name], width)).split("\n");
      const tooWide = lines.filter((line) => line.length > Math.min(100, width) && /\S \S/.test(line));
      const wrappable = tooWide.filter(
        (line) => !line.trim().startsWith("stepwell") && !line.trim().startsWith("-"),
      );
      expect(wrappable).toEqual([]);
    }
  });

  test("has colours only where they are wanted", async () => {
    expect(await help(["help"], 80, true)).toContain("\u001B[1mCommands");
    expect(await help(["help"])).not.toContain("\u001B");
    const terminal = { isTTY: true, columns: 120 };
    expect(outputStyle(terminal, {})).toEqual({ width: 120, hasColor: true });
    expect(outputStyle(terminal, { NO_COLOR: "1" }).hasColor).toBe(false);
    expect(outputStyle(terminal, { NO_COLOR: "" }).hasColor).toBe(true);
    expect(outputStyle(terminal, { TERM: "dumb" }).hasColor).toBe(false);
    expect(outputStyle({ columns: 40 }, {})).toEqual({ width: 80, hasColor: false });
  });

  test("is the table itself for scripts", async () => {
    expect(JSON.parse(await help(["help", "--json"]))).toEqual(JSON.parse(JSON.stringify(COMMANDS)));
    expect(JSON.parse(await help(["help", "sync", "--json"]))).toMatchObject({ name: "sync" });
  });

  test("is docs/command.md, too", () => {
    const docs = readFileSync(new URL("../../../../docs/command.md", import.meta.url), "utf8");
    for (const { name, options, json } of COMMANDS) {
      const start = docs.indexOf(`\n## stepwell ${name}\n`);
      const section = docs.slice(start, docs.indexOf("\n## ", start + 5));
      expect(start, name).toBeGreaterThan(0);
      expect(section).toContain(json);
      for (const [option, { help: text }] of Object.entries(options)) {
        expect(section).toContain(`\`--${option}`);
        expect(section).toContain(text);
      }
    }
  });
});
