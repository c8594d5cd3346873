import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderAssets } from "./folder-assets.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-assets-"));
  mkdirSync(join(folder, "page/assets"), { recursive: true });
  writeFileSync(join(folder, "page/index.html"), "<html>");
  writeFileSync(join(folder, "page/assets/app.js"), "code");
  writeFileSync(join(folder, "secret.txt"), "secret");
  symlinkSync(join(folder, "secret.txt"), join(folder, "page/link.txt"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the page's files in a folder", () => {
  test("are read with their types", async () => {
    const assets = folderAssets(join(folder, "page"));
    expect(await assets.read("index.html")).toMatchObject({ contentType: "text/html; charset=utf-8" });
    expect(await assets.read("assets/app.js")).toMatchObject({
      contentType: "text/javascript; charset=utf-8",
    });
  });

  test.each(["../secret.txt", "assets/../../secret.txt", "link.txt", "assets", "", "nothing.js", "a\0b"])(
    "%j is not one of them",
    async (path) => {
      expect(await folderAssets(join(folder, "page")).read(path)).toBeUndefined();
    },
  );

  test("a folder that is not there has none", async () => {
    expect(await folderAssets(join(folder, "nowhere")).read("index.html")).toBeUndefined();
  });
});
