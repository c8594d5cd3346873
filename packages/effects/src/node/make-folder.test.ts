import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "./make-folder.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stepwell-make-folder-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe("makeFolder", () => {
  it("creates all missing parents, and takes an existing folder as it is", () => {
    makeFolder(join(root, "a/b/c"));
    makeFolder(join(root, "a/b/c"));
    expect(existsSync(join(root, "a/b/c"))).toBe(true);
  });

  it("refuses a file in the way", () => {
    writeFileSync(join(root, "file"), "");
    expect(() => makeFolder(join(root, "file"))).toThrow("EEXIST");
    expect(() => makeFolder(join(root, "file/below"))).toThrow("ENOTDIR");
  });

  it.runIf(existsSync("/proc/self"))("returns where a virtual folder refuses children", () => {
    expect(() => makeFolder("/proc/self/stepwell/data")).toThrow("ENOENT");
  });
});
