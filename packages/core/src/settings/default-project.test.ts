import { expect, test } from "vitest";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import { defaultProject } from "./default-project.ts";

function projectOf(options: {
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly folder?: string;
  readonly program?: string;
  readonly git?: boolean;
}): string {
  const { files, folder = "/home/ada/mnist", program = "", git = true } = options;
  const world: MemoryWorld = createMemoryWorld();
  for (const [path, text] of files) {
    world.fileSystem.makeFolderSync(path.replace(/\/[^/]*$/, ""));
    world.fileSystem.writeFileSync(path, new TextEncoder().encode(text));
  }
  return defaultProject({ ...world, workingFolder: folder, host: { ...world.host, program } }, { git });
}

const GIT = [["/home/ada/mnist/.git/HEAD", "ref: refs/heads/main\n"]] as const;

test.each([
  ["nothing else is known", {}, "mnist"],
  ["the working folder is deeper", { folder: "/home/ada/mnist/src/deep" }, "mnist"],
  ["the program is at its top", { program: "/home/ada/mnist/train.js" }, "mnist"],
  ["the program is deeper", { program: "/home/ada/mnist/src/train/main.js" }, "mnist-src_train"],
  ["the program is elsewhere", { program: "/usr/lib/mnist/train.js" }, "mnist"],
  ["the program's folder only begins alike", { program: "/home/ada/mnist2/x/train.js" }, "mnist"],
  ["the program is a runner", { program: "/home/ada/mnist/node_modules/vitest/vitest.mjs" }, "mnist"],
  ["git is turned off", { git: false }, "uncategorized"],
  ["the folder is outside", { folder: "/home/ada/other" }, "uncategorized"],
])("in a repository, where %s", (_, place, project) => {
  expect(projectOf({ files: GIT, ...place })).toBe(project);
});

test("a worktree has a name of its own", () => {
  const files = [["/home/ada/wt/.git", "gitdir: /home/ada/mnist/.git/worktrees/wt\n"]] as const;
  expect(projectOf({ files, folder: "/home/ada/wt" })).toBe("wt");
});

test("a name that no address can hold is made one", () => {
  const name = `a%#?:${"x".repeat(200)}`;
  const project = projectOf({ files: [[`/${name}/.git/HEAD`, "x"]], folder: `/${name}` });
  expect(project).toBe(`a____${"x".repeat(123)}`);
});

test("a repository at the root of the disk has no name", () => {
  expect(projectOf({ files: [["/.git/HEAD", "x"]], folder: "/" })).toBe("uncategorized");
});
