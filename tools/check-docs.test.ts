import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { checkDocs, textLines } from "./check-docs.mjs";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it("accepts a comment of one to five lines above each kind of declaration", () => {
  const root = plant({
    "packages/a/src/index.ts": [
      "/** One. */\nexport const one = 1;",
      "/** Two. */\nexport function two(): void;\nexport function two(size?: number): void {}",
      "/** Three. */\nexport interface Three {}",
      "/**\n * Four\n * is\n * a\n * long\n * one.\n */\nexport type Four = 4;",
      "/** Five. */\nexport class Five {}",
    ].join("\n\n"),
  });
  expect(checkDocs(root)).toEqual([]);
});

it("finds the declaration behind names that are passed on, renamed, and imported from a sibling", () => {
  const root = plant({
    "packages/a/src/index.ts": 'export { inner as outer } from "./inner.ts";\nexport { far } from "b/door";',
    "packages/a/src/inner.ts":
      'import { deep } from "./deep.ts";\n/** Said. */\nexport const said = 1;\nexport { deep as inner };',
    "packages/a/src/deep.ts": "\nexport const deep = 1;",
    "packages/b/package.json": {
      name: "b",
      exports: { "./door": { browser: { "@stepwell/source": "./src/door.ts" } } },
    },
    "packages/b/src/door.ts": "export const far = 1;",
  });
  expect(checkDocs(root)).toEqual([
    'packages/a/src/deep.ts:2 exports "deep" without a comment.',
    'packages/b/src/door.ts:1 exports "far" without a comment.',
  ]);
});

it("holds every condition of a door to the rule", () => {
  const root = plant({
    "packages/a/package.json": {
      name: "a",
      exports: {
        ".": {
          browser: { "@stepwell/source": "./src/browser.ts" },
          "@stepwell/source": "./src/index.ts",
          default: "./dist/index.js",
        },
        "./package.json": "./package.json",
      },
    },
    "packages/a/src/index.ts": "/** Said. */\nexport const one = 1;",
    "packages/a/src/browser.ts": "export const one = 1;",
  });
  expect(checkDocs(root)).toEqual(['packages/a/src/browser.ts:1 exports "one" without a comment.']);
});

it("does not take what stands elsewhere, says nothing, or is no doc comment", () => {
  const root = plant({
    "packages/a/src/index.ts": [
      "/** Of another. */\nconst other = 1;\nexport const one = other;",
      "// Two.\nexport const two = 2;",
      "/* Three. */\nexport const three = 3;",
      "/** */\nexport const four = 4;",
      "/**\n * @example five\n */\nexport const five = 5;",
    ].join("\n\n"),
  });
  expect(checkDocs(root)).toEqual([
    'packages/a/src/index.ts:12 exports "four" with a comment that says nothing.',
    'packages/a/src/index.ts:17 exports "five" with a comment that says nothing.',
    'packages/a/src/index.ts:3 exports "one" without a comment.',
    'packages/a/src/index.ts:6 exports "two" without a comment.',
    'packages/a/src/index.ts:9 exports "three" without a comment.',
  ]);
});

it("names a comment of more than five lines, and an export that leads nowhere", () => {
  const root = plant({
    "packages/a/src/index.ts": `/**\n${" * Line.\n".repeat(6)} */\nexport const one = 1;\nexport { gone } from "elsewhere";`,
  });
  expect(checkDocs(root)).toEqual([
    'packages/a/src/index.ts exports "gone", which no file of the tree declares.',
    'packages/a/src/index.ts:9 exports "one" with a comment of 6 lines. Say it in 5 or fewer.',
  ]);
});

it("passes private packages by", () => {
  const root = plant({
    "packages/a/package.json": {
      name: "a",
      private: true,
      exports: { ".": { "@stepwell/source": "./src/index.ts" } },
    },
    "packages/a/src/index.ts": "export const one = 1;",
  });
  expect(checkDocs(root)).toEqual([]);
});

it("counts lines of text, without the example", () => {
  expect(textLines("* One. ")).toBe(1);
  expect(textLines("*\n * One.\n *\n * Two.\n *\n * @example one()\n * two()\n ")).toBe(2);
});

function plant(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), "stepwell-docs-"));
  folders.push(root);
  for (const [path, content] of Object.entries({
    "package.json": { workspaces: ["packages/*"] },
    "packages/a/package.json": { name: "a", exports: { ".": { "@stepwell/source": "./src/index.ts" } } },
    ...files,
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}
