import { expect, it } from "vitest";
import { checkLock } from "./check-lock.mjs";

it("accepts a lock whose optional packages are held at the root, beside or below the one that names them", () => {
  const lock = {
    packages: {
      "": {},
      "packages/a": { optionalDependencies: { hoisted: "1.0.0" } },
      "node_modules/hoisted": {},
      "node_modules/outer": {},
      "node_modules/outer/node_modules/inner": { optionalDependencies: { beside: "1.0.0", below: "1.0.0" } },
      "node_modules/outer/node_modules/beside": {},
      "node_modules/outer/node_modules/inner/node_modules/below": {},
    },
  };
  expect(checkLock(lock)).toEqual([]);
});

it("names a platform's binary that the lock left out", () => {
  const lock = {
    packages: {
      "node_modules/turbo": { version: "2.11.11", optionalDependencies: { "@turbo/darwin-64": "2.11.11" } },
    },
  };
  expect(checkLock(lock)).toEqual([
    expect.stringContaining('lacks "@turbo/darwin-64", which "node_modules/turbo" 2.11.11 names'),
  ]);
});

it("does not take a package held for someone else", () => {
  const lock = {
    packages: {
      "node_modules/a": { optionalDependencies: { binary: "1.0.0" } },
      "node_modules/b/node_modules/binary": {},
    },
  };
  expect(checkLock(lock)).toHaveLength(1);
});
