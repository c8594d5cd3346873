import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFileSystem } from "@stepwell/effects/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { savePatches } from "../../ambient/save-patches.ts";
import { runTool } from "./run-tool.ts";

let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "stepwell-patches-")));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: string[]): string {
  const names = ["-c", "user.name=ada", "-c", "user.email=ada@host", "-c", "init.defaultBranch=main"];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return execFileSync("git", [...names, ...args], { cwd: folder, env, stdio: "pipe" }).toString();
}

async function save(): Promise<string[]> {
  mkdirSync(join(folder, ".files"), { recursive: true });
  return savePatches(
    { runTool, fileSystem: nodeFileSystem },
    { folder, filesFolder: join(folder, ".files") },
  );
}

test("git itself tells what is not committed and what is not pushed, and its patches apply", async () => {
  expect(await save()).toEqual([]);
  git("init", "--quiet");
  expect(await save()).toEqual([]);
  writeFileSync(join(folder, "a.txt"), "one\n");
  git("add", "a.txt");
  git("commit", "--quiet", "--message", "one");
  const first = git("rev-parse", "HEAD").trim();
  expect(await save()).toEqual([]);
  git("branch", "upstream");
  git("branch", "--set-upstream-to", "upstream");
  appendFileSync(join(folder, "a.txt"), "two\n");
  git("commit", "--quiet", "--all", "--message", "two");
  // What a user's own settings say must not reach into the patch.
  git("config", "diff.external", "false");
  git("config", "color.diff", "always");
  appendFileSync(join(folder, "a.txt"), "three API_KEY=abc\n");
  expect(await save()).toEqual(["diff.patch", `diff_${first}.patch`]);
  const patch = readFileSync(join(folder, ".files", "diff.patch"), "utf8");
  expect(patch).toContain("+three API_KEY=***\n");
  git("checkout", "--", "a.txt");
  git("apply", join(".files", "diff.patch"));
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("one\ntwo\nthree API_KEY=***\n");
  const ahead = readFileSync(join(folder, ".files", `diff_${first}.patch`), "utf8");
  expect(ahead).toContain("+two\n");
});
