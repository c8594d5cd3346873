import { expect, test } from "vitest";
import { createApi } from "../../src/create-api.ts";
import { syncRunFolder } from "../../src/sync/sync-run-folder.ts";
import { createMemoryWorld } from "../../src/testing/memory-world.ts";
import { createFakeServer } from "../fake-server.ts";

test("a run file that ends anywhere before its run record is of a run that never began", async () => {
  const server = createFakeServer();
  const world = createMemoryWorld({ fetch: server.fetch });
  const run = await createApi(() => world).init({ id: "abc", silent: true });
  const whole = world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb`);
  const folder = "/home/ada/wandb/offline-run-1-killed";
  world.fileSystem.makeFolderSync(folder);
  const statuses = [];
  for (let size = 0; size < 60; size++) {
    world.fileSystem.removeSync(`${folder}/run-killed.wandb.synced`);
    world.fileSystem.writeFileSync(`${folder}/run-killed.wandb`, whole.subarray(0, size));
    const { status, rows, notes, problems } = await syncRunFolder({
      folder,
      world,
      baseUrl: "http://server",
    });
    expect({ rows, problems, notes: notes.length }).toEqual({ rows: 0, problems: [], notes: 1 });
    statuses.push(status);
    expect(world.fileSystem.statSync(`${folder}/run-killed.wandb.synced`)?.kind).toBe("file");
  }
  expect(new Set(statuses)).toEqual(new Set(["empty"]));
  expect(server.history).toEqual([]);
});

test("a file that is no run file is refused still", async () => {
  const world = createMemoryWorld({ fetch: createFakeServer().fetch });
  const folder = "/home/ada/wandb/offline-run-1-other";
  world.fileSystem.makeFolderSync(folder);
  world.fileSystem.writeFileSync(`${folder}/run-other.wandb`, new Uint8Array(40_000).fill(65));
  await expect(syncRunFolder({ folder, world, baseUrl: "http://server" })).rejects.toThrow(/names no run/);
});
