import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleChild } from "./bundle-child.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-folders-"));
  await bundleChild(new URL("./folders-child.ts", import.meta.url), join(folder, "child.mjs"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("a folder that several make at the same moment is made, whoever comes first", async () => {
  const child = spawn(process.execPath, [join(folder, "child.mjs"), join(folder, "made")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  expect(await text(child.stdout)).toBe("0");
  // Its threads wait for each other in turns, which a busy machine hands out late.
}, 60_000);
