import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { beforeEach, expect, test } from "vitest";
import { readGitFacts } from "./git-facts.ts";

const ONE = "1".repeat(40);
const TWO = "2".repeat(40);

let fileSystem: MemoryFileSystem;

beforeEach(() => {
  fileSystem = createMemoryFileSystem();
});

function write(path: string, text: string): void {
  fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
  fileSystem.writeFileSync(path, new TextEncoder().encode(text));
}

const facts = (folder = "/repo/src/deep") => readGitFacts({ fileSystem, folder });

test("there is no repository", () => {
  fileSystem.makeFolderSync("/repo/src/deep");
  expect(facts()).toBeUndefined();
});

test("a branch has its commit in a file of its own, which wins over the packed one", () => {
  write("/repo/.git/HEAD", "ref: refs/heads/feature/a\n");
  write("/repo/.git/refs/heads/feature/a", `${ONE}\n`);
  write("/repo/.git/packed-refs", `${TWO} refs/heads/feature/a\n`);
  write(
    "/repo/.git/config",
    '[core]\n\turl = no\n[remote "origin"]\n\turl = https://me:pw@host/x.git\n\tfetch = x\n',
  );
  expect(facts()).toEqual({ commit: ONE, remoteUrl: "https://me:@host/x.git" });
});

test("a packed branch is found by its whole name", () => {
  write("/repo/.git/HEAD", "ref: refs/heads/main\n");
  write(
    "/repo/.git/packed-refs",
    `# pack-refs with: peeled fully-peeled sorted \n${TWO} refs/heads/main-2\n${ONE} refs/heads/main\n${TWO} refs/tags/v1\n^${TWO}\n`,
  );
  expect(facts()?.commit).toBe(ONE);
});

test("a detached head is a commit", () => {
  write("/repo/.git/HEAD", `${ONE}\n`);
  expect(facts()).toEqual({ commit: ONE, remoteUrl: "" });
});

test("a worktree has its own head and the refs and settings of its repository", () => {
  write("/trees/b/.git", "gitdir: /repo/.git/worktrees/b\n");
  write("/repo/.git/worktrees/b/HEAD", "ref: refs/heads/b\n");
  write("/repo/.git/worktrees/b/commondir", "../..\n");
  write("/repo/.git/refs/heads/b", ONE);
  write("/repo/.git/config", '[remote "origin"]\n  url = "git@host:x.git" ; mine\n');
  expect(facts("/trees/b/src")).toEqual({ commit: ONE, remoteUrl: "git@host:x.git" });
});

test("a submodule leads to its folder by a relative path", () => {
  write("/repo/sub/.git", "gitdir: ../.git/modules/sub\n");
  write("/repo/.git/modules/sub/HEAD", ONE);
  expect(facts("/repo/sub")?.commit).toBe(ONE);
});

test.each([
  "ref: refs/heads/.invalid",
  "ref: refs/../../secret",
  "ref: ../secret",
  "nonsense",
  "",
  "x".repeat(10_000),
])("a head that says %j has no commit", (head) => {
  write("/repo/.git/HEAD", head);
  write("/secret", ONE);
  write("/repo/secret", ONE);
  expect(facts()).toEqual({ commit: "", remoteUrl: "" });
});

test("refs that lead in a circle have no commit", () => {
  write("/repo/.git/HEAD", "ref: refs/heads/a");
  write("/repo/.git/refs/heads/a", "ref: refs/heads/a");
  expect(facts()?.commit).toBe("");
});
