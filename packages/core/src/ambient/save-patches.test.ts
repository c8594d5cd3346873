import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import type { RunTool } from "./background-job.ts";
import { savePatches } from "./save-patches.ts";

const HEAD = "a".repeat(40);
const UPSTREAM = "b".repeat(40);

function repository(answers: { upstream?: string; head?: string; ahead?: string; isCut?: boolean }) {
  const fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/files");
  const asked: string[][] = [];
  const runTool: RunTool = (name, args, options) => {
    asked.push([name, options.folder ?? "", ...args]);
    const last = args.at(-1) ?? "";
    const answer = (text: string | undefined) =>
      Promise.resolve(text === undefined ? undefined : { text, isCut: answers.isCut ?? false });
    if (last === "HEAD^{commit}") return answer(`${HEAD}\n`);
    if (last === "@{upstream}^{commit}") return answer(answers.upstream);
    return answer(args.includes(HEAD) ? answers.head : answers.ahead);
  };
  const save = () => savePatches({ runTool, fileSystem }, { folder: "/work", filesFolder: "/files" });
  const text = (name: string) => new TextDecoder().decode(fileSystem.readFileSync(`/files/${name}`));
  return { save, text, asked };
}

test("what is not committed and what is not pushed are files, without secrets", async () => {
  const { save, text, asked } = repository({
    upstream: `${UPSTREAM}\n`,
    head: '+++ b/a.ts\n+const token = "abc";\n',
    ahead: "+++ b/a.ts\n+more\n",
  });
  expect(await save()).toEqual(["diff.patch", `diff_${UPSTREAM}.patch`]);
  expect(text("diff.patch")).toBe('+++ b/a.ts\n+const token = "***";\n');
  expect(text(`diff_${UPSTREAM}.patch`)).toBe("+++ b/a.ts\n+more\n");
  expect(asked.every(([name, folder]) => name === "git" && folder === "/work")).toBe(true);
  expect(asked.flat()).toContain("--submodule=diff");
});

test("empty differences, a commit that is pushed, no upstream and no git make no files", async () => {
  expect(await repository({ head: "", upstream: `${UPSTREAM}\n`, ahead: "" }).save()).toEqual([]);
  expect(await repository({ head: "", upstream: `${HEAD}\n`, ahead: "x" }).save()).toEqual([]);
  expect(await repository({ head: "" }).save()).toEqual([]);
  expect(await repository({ upstream: "--output=/etc/x\n", ahead: "x" }).save()).toEqual([]);
});

test("a patch that is too large ends with a whole line and says so", async () => {
  const { save, text } = repository({ head: "+one\n+tw", isCut: true });
  await save();
  expect(text("diff.patch")).toBe("+one\n# Cut here: this patch has more than 10485760 bytes.\n");
});
