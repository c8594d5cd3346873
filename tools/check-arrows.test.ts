import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { checkArrows } from "./check-arrows.mjs";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it("accepts a tree that follows its arrows", () => {
  const root = plant({
    "packages/inner/package.json": { name: "inner", version: "1.0.0" },
    "packages/inner/tsconfig.json": {},
    "packages/outer/package.json": { name: "outer", version: "1.0.0", dependencies: { inner: "1.0.0" } },
    "packages/outer/tsconfig.json": { references: [{ path: "../inner" }] },
    "packages/outer/src/index.ts": 'export { one } from "inner/testing";',
  });
  expect(checkArrows(root, { inner: [], outer: ["inner"] })).toEqual([]);
});

it("refuses a dependency and an import where no arrow leads", () => {
  const root = plant({
    "packages/inner/package.json": { name: "inner", version: "1.0.0", dependencies: { outer: "1.0.0" } },
    "packages/inner/src/index.ts": 'import type { Two } from "outer";\nexport const one: Two = 1;',
    "packages/outer/package.json": { name: "outer", version: "1.0.0" },
  });
  expect(checkArrows(root, { inner: [], outer: ["inner"] })).toEqual([
    'packages/inner depends on "outer", and no arrow leads there.',
    'packages/inner/src/index.ts imports "outer", and no arrow leads there.',
  ]);
});

it("refuses an import that is not declared, static or not", () => {
  const root = plant({
    "packages/a/package.json": { name: "@x/a", version: "1.0.0" },
    "packages/c/package.json": { name: "@x/c", version: "1.0.0" },
    "packages/c/src/lazy.ts": 'export const load = () => import("@x/a/node");',
  });
  expect(checkArrows(root, { "@x/a": [], "@x/c": ["@x/a"] })).toEqual([
    'packages/c/src/lazy.ts imports "@x/a", which packages/c/package.json does not declare.',
  ]);
});

it("lets a test import what the package declares for development, arrow or not", () => {
  const root = plant({
    "packages/a/package.json": { name: "a", version: "1.0.0", devDependencies: { b: "1.0.0" } },
    "packages/a/src/one.test.ts": 'import "b";',
    "packages/a/src/one.ts": 'import "b";',
    "packages/b/package.json": { name: "b", version: "1.0.0" },
  });
  expect(checkArrows(root, { a: [], b: [] })).toEqual([
    'packages/a/src/one.ts imports "b", which packages/a/package.json does not declare.',
    'packages/a/src/one.ts imports "b", and no arrow leads there.',
  ]);
});

it("refuses a sibling's version that is not the one in the tree, and a missing tsconfig reference", () => {
  const root = plant({
    "packages/a/package.json": { name: "a", version: "1.1.0" },
    "packages/a/tsconfig.json": {},
    "packages/b/package.json": { name: "b", version: "1.0.0", dependencies: { a: "1.0.0" } },
    "packages/b/tsconfig.json": {},
    "packages/b/src/index.ts": 'import "a";',
  });
  expect(checkArrows(root, { a: [], b: ["a"] })).toEqual([
    'packages/b asks for "a" 1.0.0, but it is 1.1.0.',
    'packages/b/tsconfig.json has no reference to "packages/a", which its files import.',
  ]);
});

function plant(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(join(tmpdir(), "stepwell-arrows-"));
  folders.push(root);
  for (const [path, content] of Object.entries({
    "package.json": { workspaces: ["packages/*"] },
    ...files,
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}
