import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "./ensure-installed.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stepwell-install-"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const LOCK = {
  "": { name: "tree" },
  "packages/a": { version: "1.0.0" },
  "node_modules/@scope/a": { resolved: "packages/a", link: true },
  "node_modules/lib": { version: "2.0.0", dev: true },
  "node_modules/lib-darwin": { version: "2.0.0", optional: true },
};

function write(lock: object, found: object | undefined): void {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: lock }));
  if (found === undefined) return;
  mkdirSync(join(root, "node_modules"));
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages: found }));
}

test("a fresh clone is not installed", () => {
  write(LOCK, undefined);
  expect(isInstalled(root)).toBe(false);
});

test("a tree with every package that this system needs is installed", () => {
  const { "node_modules/lib-darwin": _other, "": _root, ...found } = LOCK;
  write(LOCK, found);
  expect(isInstalled(root)).toBe(true);
});

test.each([
  ["an older version", { ...LOCK, "node_modules/lib": { version: "1.9.0" } }],
  ["a missing package", { ...LOCK, "node_modules/lib": undefined }],
  ["a missing link to a workspace", { ...LOCK, "node_modules/@scope/a": undefined }],
])("%s means that it must be installed again", (_what, found) => {
  write(LOCK, found);
  expect(isInstalled(root)).toBe(false);
});
