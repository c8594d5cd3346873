import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { beforeEach, expect, test } from "vitest";
import { findPackages } from "./dependencies.ts";

let fileSystem: MemoryFileSystem;

beforeEach(() => {
  fileSystem = createMemoryFileSystem();
});

function write(path: string, content: unknown): void {
  fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
  const text = typeof content === "string" ? content : JSON.stringify(content);
  fileSystem.writeFileSync(path, new TextEncoder().encode(text));
}

const packages = () => findPackages({ fileSystem, places: ["/app/packages/a/src"] });
const dependencies = () => packages().lines;

test("npm's lock file of a workspace names every package once, sorted, without links", () => {
  write("/app/packages/a/package.json", { dependencies: { b: "^1.0.0" } });
  write("/app/package.json", {});
  write("/app/package-lock.json", {
    packages: {
      "": { version: "0.0.0" },
      "packages/a": { version: "1.0.0" },
      "node_modules/@app/a": { link: true, resolved: "packages/a" },
      "node_modules/b": { version: "1.2.3" },
      "node_modules/c/node_modules/b": { version: "1.2.3" },
      "node_modules/@s/c": { version: "2.0.0-rc.1" },
      "node_modules/alias": { name: "real", version: "3.0.0" },
      "node_modules/evil": { version: "1\nforged==1" },
      "node_modules/odd": 7,
    },
  });
  expect(dependencies()).toEqual(["@s/c==2.0.0-rc.1", "b==1.2.3", "real==3.0.0"]);
});

test("what npm installed wins over what it was asked for", () => {
  write("/app/packages/a/package.json", {});
  write("/app/package-lock.json", { packages: { "node_modules/b": { version: "1.0.0" } } });
  write("/app/node_modules/.package-lock.json", { packages: { "node_modules/b": { version: "1.1.0" } } });
  expect(dependencies()).toEqual(["b==1.1.0"]);
});

test("without a lock file that can be read, direct dependencies are looked up where they lie", () => {
  write("/app/packages/a/package.json", {
    dependencies: { b: "1", "../../../etc": "1" },
    devDependencies: { c: "1", gone: "1" },
  });
  write("/app/bun.lockb", "binary");
  write("/app/packages/a/node_modules/b/package.json", { version: "1.5.0" });
  write("/app/node_modules/c/package.json", { version: "2.5.0" });
  expect(dependencies()).toEqual(["b==1.5.0", "c==2.5.0"]);
});

test("without a package.json, or with a broken one, there are none", () => {
  expect(dependencies()).toEqual([]);
  write("/app/package.json", "{ broken");
  expect(dependencies()).toEqual([]);
});

test("the manifest and the lock file that the project keeps are found with them", () => {
  write("/app/packages/a/package.json", '{"name":"a"}');
  write("/app/package-lock.json", { packages: { "node_modules/b": { version: "1.0.0" } } });
  write("/app/node_modules/.package-lock.json", { packages: { "node_modules/b": { version: "1.1.0" } } });
  expect(packages()).toEqual({
    lines: ["b==1.1.0"],
    manifest: '{"name":"a"}',
    lock: { name: "package-lock.json", text: '{"packages":{"node_modules/b":{"version":"1.0.0"}}}' },
  });
});

test.each([
  [
    "pnpm-lock.yaml",
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      b:\n        specifier: ^1.0.0\n        version: 1.0.0\n" +
      "packages:\n\n  '@s/c@2.0.0':\n    resolution: {integrity: x}\n  b@1.0.0(peer@3.0.0):\n    engines: {node: '>=1'}\n\nsnapshots:\n\n  d@9.0.0: {}\n",
    ["@s/c==2.0.0", "b==1.0.0"],
  ],
  [
    "pnpm-lock.yaml",
    "lockfileVersion: 5.4\npackages:\n\n  /@s/c/2.0.0:\n    dev: true\n  /b/1.0.0_peer@3.0.0:\n    dev: true\n",
    ["@s/c==2.0.0", "b==1.0.0"],
  ],
  [
    "yarn.lock",
    '# yarn lockfile v1\n\n"@s/c@^2.0.0", "@s/c@2":\n  version "2.0.0"\n  resolved "https://host/x"\n  dependencies:\n    b "1"\n\nb@1:\n  version "1.0.0"\n',
    ["@s/c==2.0.0", "b==1.0.0"],
  ],
  [
    "yarn.lock",
    '__metadata:\n  version: 8\n\n"@s/c@npm:^2.0.0":\n  version: 2.0.0\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n\n"b@npm:1":\n  version: 1.0.0\n',
    ["@s/c==2.0.0", "b==1.0.0"],
  ],
  [
    "bun.lock",
    '{\n  "lockfileVersion": 1,\n  "packages": {\n    "@s/c": ["@s/c@2.0.0", "", {}, "sha512-x"],\n    "a": ["a@workspace:packages/a"],\n    "b": ["b@1.0.0", "", {}, "x"],\n  }\n}\n',
    ["@s/c==2.0.0", "b==1.0.0"],
  ],
  ["pnpm-lock.yaml", `packages:\n${"  a".repeat(100_000)}\n${"  '/@".repeat(50_000)}`, []],
  ["yarn.lock", `${"@".repeat(100_000)}\n  version "`, []],
  ["package-lock.json", '{"packages": 7}', []],
])("%s of another project %#: %s", (name, text, lines) => {
  write("/app/package.json", "{}");
  write(`/app/${name}`, text);
  expect(dependencies()).toEqual(lines);
});

test("a runner inside of node_modules is not the program, and a program without a manifest is one of its folder", () => {
  write("/app/package.json", "{}");
  write("/app/package-lock.json", { packages: { "node_modules/b": { version: "1.0.0" } } });
  write("/app/node_modules/runner/package.json", { dependencies: { c: "1" } });
  for (const program of ["/app/node_modules/runner/bin", "/tmp"]) {
    expect(findPackages({ fileSystem, places: [program, "/app"] }).lines).toEqual(["b==1.0.0"]);
  }
});
