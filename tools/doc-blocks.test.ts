import { dirname } from "node:path";
import { expect, it } from "vitest";
import { checkDocCommands } from "./check-doc-commands.mjs";
import { checkDocTypes, checkShownFiles } from "./check-doc-types.mjs";
import { blocksOf } from "./doc-blocks.mjs";

const known = {
  commands: [
    { name: "serve", options: { port: {}, json: {} } },
    { name: "users", options: { role: {} }, actions: [{ name: "add" }, { name: "list" }] },
    { name: "export", options: { out: {} }, actions: [] },
  ],
  scripts: { demo: "node demo.mjs" },
  packages: ["@stepwell/core"],
};

function wrong(text: string): string[] {
  return checkDocCommands(blocksOf("a.md", text), known);
}

it("a block has its place, its language, and the words behind it", () => {
  expect(blocksOf("a.md", "# A\n\n```js file=a.mjs run\none();\n```\n\n````md\n```\n````\n")).toEqual([
    { file: "a.md", line: 4, language: "js", words: ["file=a.mjs", "run"], code: "one();\n" },
    { file: "a.md", line: 8, language: "md", words: [], code: "```\n" },
  ]);
});

it("commands, options, scripts and packages that exist are accepted", () => {
  const lines = [
    "npx stepwell",
    "npx stepwell ~/mnist --port 80 # a folder",
    'stepwell users add ada --role "admin of all"',
    "npm run demo -- --exit",
    "npm install @stepwell/core@0.1.0 other && node train.mjs",
  ];
  expect(wrong(`\`\`\`sh\n${lines.join("\n")}\n\`\`\``)).toEqual([]);
  expect(wrong("```\nstepwell export a/b --out -    to the standard output --nothing\n```")).toEqual([]);
});

it("what does not exist is named, with its line", () => {
  const lines = [
    "npx stepwell --prot 80",
    "stepwell users drop ada",
    "npm run demmo",
    "npm install @stepwell/cor",
  ];
  expect(wrong(`\`\`\`sh\n${lines.join("\n")}\n\`\`\``)).toEqual([
    'a.md:2 gives "stepwell serve" the option "--prot", which it has not.',
    'a.md:3 tells "stepwell users" to "drop", which it can\'t.',
    'a.md:4 names the script "demmo", which is not there.',
    'a.md:5 installs "@stepwell/cor", which is no package of ours.',
  ]);
});

it("a file of the tree that a page shows says the same there", () => {
  const blocks = blocksOf("a.md", "```dockerfile file=Containerfile\nFROM a\n```");
  expect(checkShownFiles(blocks, () => "FROM a\n")).toEqual([]);
  expect(checkShownFiles(blocks, () => "FROM b\n")).toEqual([
    'a.md:2 shows "Containerfile", which says something else.',
  ]);
});

it("a call that does not compile is found at its line of the page", () => {
  const text =
    '```ts\nimport { init } from "@stepwell/core";\nawait init({ projct: "a" });\nrun.log(1);\n```';
  const problems = checkDocTypes(dirname(import.meta.dirname), blocksOf("docs/a.md", text), "doc-code-test");
  expect(problems).toEqual([
    expect.stringMatching(/^docs\/a\.md:3:14 error .*projct/),
    expect.stringMatching(/^docs\/a\.md:4:9 error /),
  ]);
});
