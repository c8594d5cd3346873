import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNodeWorld } from "../node-world.ts";
import { runCommand } from "../run-command.ts";
import { eventFile } from "../testing/import-home.ts";

let folder: string;
let told: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepwell-"));
  mkdirSync(join(folder, "logs/train"), { recursive: true });
  writeFileSync(join(folder, "logs/train/events.out.tfevents.1700000000.ada"), eventFile("tensorboardx"));
  told = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(): Promise<number> {
  const print = (text: string): void => void told.push(text);
  const words = ["import", join(folder, "logs"), "--data", join(folder, "data")];
  return runCommand(words, { ...createNodeWorld(), print, printError: print });
}

test("the real command keeps runs in the real stores, and finds them there again", async () => {
  expect(await run()).toBe(0);
  expect(told.at(-1)).toBe(`Imported 1 run with 3 new rows and 2 files into ${join(folder, "data")}.`);
  told = [];
  expect(await run()).toBe(0);
  expect(told[0]).toMatch(/^Nothing is new in ".+train": its 3 rows and 2 files were imported before\.$/);
});

test("a data folder that somebody has open is left alone, and the way out is said", async () => {
  const storage = await createNodeWorld().openStorage(join(folder, "data"));
  expect(await run()).toBe(1);
  expect(told).toEqual([expect.stringMatching(/writes to it already\. .+"--to <its address>"\.$/)]);
  await storage.close();
  expect(await run()).toBe(0);
});
