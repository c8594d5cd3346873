import { expect, test } from "vitest";
import { checkPacked } from "./check-packed.mjs";

const manifest = {
  name: "one",
  description: "A package that others install.",
  license: "MIT",
  engines: { node: ">=20.19" },
  repository: { url: "git+https://example.com/one.git", directory: "packages/one" },
  keywords: ["a", "b", "c"],
  publishConfig: { access: "public", provenance: true },
};
const files = ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.js.map", "src/index.ts"];

test("a package with all that belongs to it passes", () => {
  expect(checkPacked({ manifest, files })).toEqual([]);
});

test("tests, leftovers of the compiler and missing papers are named", () => {
  const packed = ["README.md", "package.json", "dist/one.test.js", "dist/one.js.map", "dist/.tsbuildinfo"];
  expect(checkPacked({ manifest, files: packed })).toEqual([
    "one has no LICENSE in its package.",
    'one packs "dist/one.test.js", which is no use to others. Leave it out by "files" in its package.json.',
    'one packs "dist/.tsbuildinfo", which is no use to others. Leave it out by "files" in its package.json.',
    "one packs maps and not the sources that they name.",
  ]);
});

test("a manifest that the registry would show without its facts is refused", () => {
  const bare = { name: "one", publishConfig: { access: "public" } };
  expect(checkPacked({ manifest: bare, files })).toHaveLength(6);
});
