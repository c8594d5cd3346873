import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { beforeEach, expect, test } from "vitest";
import { readDependencies } from "./dependencies.ts";

let fileSystem: MemoryFileSystem;

beforeEach(() => {
  fileSystem = createMemoryFileSystem();
});

function write(path: string, content: unknown): void {
  fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
  const text = typeof content === "string" ? content : JSON.stringify(content);
  fileSystem.writeFileSync(path, new TextEncoder().encode(text));
}

const dependencies = () => readDependencies({ fileSystem, folder: "/app/packages/a/src" });

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

test("another package manager's direct dependencies are looked up where they lie", () => {
  write("/app/packages/a/package.json", {
    dependencies: { b: "1", "../../../etc": "1" },
    devDependencies: { c: "1", gone: "1" },
  });
  write("/app/pnpm-lock.yaml", "lockfileVersion: 9");
  write("/package-lock.json", { packages: { "node_modules/unrelated": { version: "1.0.0" } } });
  write("/app/packages/a/node_modules/b/package.json", { version: "1.5.0" });
  write("/app/node_modules/c/package.json", { version: "2.5.0" });
  expect(dependencies()).toEqual(["b==1.5.0", "c==2.5.0"]);
});

test("without a package.json, or with a broken one, there are none", () => {
  expect(dependencies()).toEqual([]);
  write("/app/package.json", "{ broken");
  expect(dependencies()).toEqual([]);
});
