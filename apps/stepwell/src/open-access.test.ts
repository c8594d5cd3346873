import { describe, expect, test } from "vitest";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { RunStore } from "@stepwell/storage";
import { runCommand } from "./run-command.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";
import type { World } from "./world.ts";

function setUp() {
  const made = createMemoryWorld();
  const runs: RunStore = createMemoryRunStore();
  const world: World = {
    ...made.world,
    openStorage: async (folder) => {
      made.storages.push({ folder, closed: true });
      const metrics = createMemoryMetricStore();
      return { runs, metrics, blobs: createMemoryBlobStore(), close: async () => undefined };
    },
  };
  const addAdmin = () =>
    runs.accounts.saveUser({ team: "stepwell", name: "ada", role: "admin", createdMs: 0 });
  return { made, runs, world, addAdmin };
}

const ask = async (made: ReturnType<typeof createMemoryWorld>, path: string, host = "localhost:7733") =>
  (await made.listening.get(7733)?.fetch(new Request(`http://${host}${path}`), { address: "192.0.2.1" }))
    ?.status;

describe("a server that others reach", () => {
  test("does not start before it has an admin, and says how to make one", async () => {
    const { made, world } = setUp();
    expect(await runCommand(["--host", "0.0.0.0"], world)).toBe(1);
    expect(made.errors).toEqual([
      `[stepwell] Failed to listen on host "0.0.0.0": nobody could sign in, since the data folder "/home/ada/wandb/.stepwell" has no admin. Make one with "stepwell users add <name> --role admin --data /home/ada/wandb/.stepwell", which prints a key.`,
    ]);
    expect(made.listening.size).toBe(0);
  });

  test.each([
    ["beyond this machine", ["--host", "0.0.0.0"], true],
    ["on this machine, where that is asked for", ["--auth"], true],
    ["on this machine, where there are users", [], true],
    ["on this machine, where there are none", [], false],
  ])("%s: who has no key is kept out or not", async (_, words, hasUsers) => {
    const { made, world, addAdmin } = setUp();
    if (hasUsers) await addAdmin();
    const code = runCommand(words, world);
    await made.clock.advanceAsync(500);
    expect(made.printed[0]).toContain(
      hasUsers ? "Access  with a key of its one user\n" : "Access  open to this machine\n",
    );
    expect(await ask(made, "/api/projects")).toBe(hasUsers ? 401 : 200);
    expect(made.fileSystem.statSync("/home/ada/wandb/.stepwell/audit.jsonl") !== undefined).toBe(hasUsers);
    made.stop();
    expect(await code).toBe(0);
    expect(made.errors).toEqual([]);
  });

  test("answers to the names that were allowed", async () => {
    const { made, world, addAdmin } = setUp();
    await addAdmin();
    const code = runCommand(["--host", "gpu-box", "--allow-host", "stepwell.example"], world);
    await made.clock.advanceAsync(500);
    expect(made.printed[0]).toContain("http://gpu-box:7733");
    expect(await ask(made, "/api/session", "gpu-box:7733")).toBe(200);
    expect(await ask(made, "/api/session", "stepwell.example")).toBe(200);
    expect(await ask(made, "/api/session", "evil.example")).toBe(421);
    made.stop();
    await code;
  });
});
