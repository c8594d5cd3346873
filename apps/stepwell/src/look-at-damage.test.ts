import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createNodeWorld } from "./node-world.ts";
import { runCommand } from "./run-command.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";

const root = mkdtempSync(join(tmpdir(), "stepwell-damage-"));
afterAll(() => rmSync(root, { recursive: true }));

test("a server whose storage is damaged says so, and serves the rest", async () => {
  const made = createMemoryWorld();
  const { openStorage } = made.world;
  const world = {
    ...made.world,
    openStorage: async (folder: string) => ({
      ...(await openStorage(folder)),
      damage: async () => "11 of 12 runs that are listed are intact.",
    }),
  };
  const code = runCommand([], world);
  await made.clock.advanceAsync(500);
  expect(made.errors).toHaveLength(1);
  expect(made.errors[0]).toContain("11 of 12 runs that are listed are intact.");
  const peer = { address: "127.0.0.1" };
  const asked = made.listening.get(7733)?.fetch(new Request("http://localhost:7733/api/server"), peer);
  expect(await (await asked)?.json()).toMatchObject({ problems: [expect.stringContaining("11 of 12 runs")] });
  made.stop();
  expect(await code).toBe(0);
});

test("only what was not closed is looked at", async () => {
  const { openStorage } = createNodeWorld();
  const first = await openStorage(root);
  expect(await first.damage?.()).toBeUndefined();
  await first.close();
  writeFileSync(join(root, "stepwell.sqlite.owner"), "999999999");
  const second = await openStorage(root);
  expect(await second.damage?.()).toBeUndefined();
  await second.close();
});
