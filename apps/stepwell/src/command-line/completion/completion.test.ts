import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS, COMMAND_NAMES, optionsOf } from "../commands.ts";
import { completionScript } from "../completion-script.ts";
import type { Shell } from "../completion-script.ts";

const SHELLS: readonly Shell[] = ["bash", "zsh", "fish", "powershell"];

describe("a completion script", () => {
  test.each(SHELLS)("of %s has every command and option", (shell) => {
    const script = completionScript(shell);
    for (const command of COMMANDS) {
      expect(script).toContain(command.name);
      for (const option of Object.keys(optionsOf(command))) expect(script).toContain(option);
    }
  });

  test.each([
    ["bash", ["-n"]],
    ["zsh", ["-n"]],
    ["fish", ["--no-execute"]],
  ] as const)("of %s is one that it can read, where it is installed", (shell, words) => {
    const folder = mkdtempSync(join(tmpdir(), "stepwell-completion-"));
    const file = join(folder, "script");
    writeFileSync(file, completionScript(shell));
    const { error, status, stderr } = spawnSync(shell, [...words, file]);
    rmSync(folder, { recursive: true });
    if (error === undefined) expect([status, String(stderr)]).toEqual([0, ""]);
    else expect(error).toMatchObject({ code: "ENOENT" });
  });
});

/** What bash would offer for the last of the words, in a folder with `logs`, `my runs` and `notes.txt`. */
function offered(...words: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-completion-"));
  mkdirSync(join(folder, "logs"));
  mkdirSync(join(folder, "my runs"));
  writeFileSync(join(folder, "notes.txt"), "");
  const line = words.map((word) => `'${word}'`).join(" ");
  const program = `${completionScript("bash")}
COMP_WORDS=(stepwell ${line}); COMP_CWORD=${words.length}; _stepwell; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync("bash", ["--norc", "-c", program], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  // Bash names files in the order of the disk.
  const places = ["logs", "my runs", "notes.txt"];
  const all = stdout.split("\n").filter((text) => text !== "");
  return [...all.filter((text) => !places.includes(text)), ...places.filter((place) => all.includes(place))];
}

// Windows has no bash, and its completion is PowerShell's.
describe.runIf(process.platform !== "win32")("bash", () => {
  test("offers commands and folders first", () => {
    expect(offered("")).toEqual([...COMMAND_NAMES, "logs", "my runs"]);
    expect(offered("s")).toEqual(["serve", "sync"]);
    expect(offered("lo").toSorted()).toEqual(["login", "logs"]);
  });

  test("offers the options of the command, and of serve without one", () => {
    expect(offered("sync", "--")).toEqual([
      "--to",
      "--again",
      "--include-online",
      "--json",
      "--help",
      "--version",
    ]);
    expect(offered("export", "--f")).toEqual(["--format", "--from"]);
    expect(offered("--po")).toEqual(["--port"]);
  });

  test("offers what a value can be, in both forms", () => {
    expect(offered("export", "mnist", "--format", "")).toEqual(["jsonl", "csv", "parquet", "arrow"]);
    expect(offered("export", "mnist", "--format", "=", "p")).toEqual(["parquet"]);
    expect(offered("serve", "--data", "")).toEqual(["logs", "my runs"]);
    expect(offered("export", "mnist", "--out", "")).toEqual(["logs", "my runs", "notes.txt"]);
    expect(offered("sync", "--to", "")).toEqual([]);
  });

  test("offers actions, shells, commands and folders where they go", () => {
    expect(offered("users", "")).toEqual(["list", "add", "role", "remove"]);
    expect(offered("completion", "")).toEqual(["bash", "zsh", "fish", "powershell"]);
    expect(offered("help", "sy")).toEqual(["sync"]);
    expect(offered("import", "")).toEqual(["logs", "my runs"]);
    expect(offered("version", "")).toEqual([]);
  });
});
