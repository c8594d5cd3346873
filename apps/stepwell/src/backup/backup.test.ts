import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createNodeWorld } from "../node-world.ts";
import { runCommand } from "../run-command.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";

const root = mkdtempSync(join(tmpdir(), "stepwell-command-backup-"));
afterAll(() => rmSync(root, { recursive: true }));

function createWorld() {
  const printed: string[] = [];
  const errors: string[] = [];
  const world = {
    ...createNodeWorld(),
    resolve: (path: string) => join(root, path),
    print: (text: string) => void printed.push(text),
    printError: (text: string) => void errors.push(text),
  };
  return { world, printed, errors };
}

test("what a server is storing is copied beside it, and brought back elsewhere", async () => {
  const { world, printed, errors } = createWorld();
  const storage = await world.openStorage(join(root, "wandb/.stepwell"));
  await storage.runs.openRun("p", "r", 1);
  await storage.blobs.put(new Uint8Array(2_500_000));
  expect(await runCommand(["backup", "copy"], world)).toBe(0);
  await storage.close();
  expect(printed[0]).toMatch(/^1 run \([\d.]+ MB\) and 1 file \(2\.5 MB\) are copied to .*copy$/);

  expect(await runCommand(["restore", "copy", "--data", "other", "--json"], world)).toBe(0);
  expect(JSON.parse(printed[1] ?? "")).toMatchObject({ runs: 1, blobs: { files: 1 }, damage: null });
  const restored = await world.openStorage(join(root, "other"));
  expect(await restored.runs.findRun("p", "r")).toMatchObject({ number: 1 });
  await restored.close();

  expect(await runCommand(["restore", "copy", "--data", "other"], world)).toBe(1);
  expect(errors[0]).toContain("or its log is there already");
});

test("a copy with damaged parts is made, told of, and ends with 1", async () => {
  const { world, errors } = createMemoryWorld();
  const copied = { runs: 2, bytes: 1e6, blobs: { files: 0, bytes: 0 }, damage: "1 of 2 runs are intact." };
  expect(await runCommand(["backup", "x"], { ...world, backUp: async () => copied })).toBe(1);
  expect(errors).toEqual([
    "[stepwell] The copy holds what can't be read in the data folder either. 1 of 2 runs are intact.",
  ]);
});

test.each([
  [["backup"], "a word is missing"],
  [["restore"], "a word is missing"],
  [["backup", "a", "b"], '"b" is one word too many'],
])("%j is refused: one folder is to be named", async (words, reason) => {
  const { world, errors } = createMemoryWorld();
  expect(await runCommand(words, world)).toBe(2);
  expect(errors[0]).toContain(reason);
});
