import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { Image } from "../src/media/image.ts";
import { syncRunFolder } from "../src/sync/sync-run-folder.ts";
import type { SyncResult } from "../src/sync/sync-run-folder.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import { createFakeServer } from "./fake-server.ts";
import type { Fault } from "./fake-server.ts";
import { createMortalWorld } from "./mortal-world.ts";

const SEEDS = 30;
const ROUNDS = 6;

/** Syncs until it has ended, failed, or its process is dead. */
async function syncFor(
  world: MemoryWorld,
  folder: string,
  effects: number,
): Promise<SyncResult["status"] | undefined> {
  const mortal = createMortalWorld(world, effects);
  let status: SyncResult["status"] | undefined;
  let isOver = false;
  void syncRunFolder({ folder, world: mortal.world, baseUrl: "http://server" })
    .then((result) => (status = result.status))
    .catch(() => undefined)
    .finally(() => (isOver = true));
  for (let turn = 0; turn < 10_000 && !isOver && !mortal.isDead; turn++) await world.clock.advanceAsync(1000);
  return status;
}

test(`each row arrives once wherever the sync dies and whatever the network does (${SEEDS} seeds)`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = createSeededRandom(seed);
    const faults: (Fault | undefined)[] = ["reply-lost", "twice", { status: 503 }, { status: 429 }];
    const fault = (): Fault | undefined =>
      random.float() < 0.3 ? faults[Math.floor(random.float() * faults.length)] : undefined;
    const server = createFakeServer({
      fault,
      knowsSources: seed % 2 === 0,
      earlier: seed % 2 ? [{ old: 1 }] : [],
    });
    const world = createMemoryWorld({ fetch: server.fetch, seed });
    const run = await createApi(() => world).init({ id: "abc", silent: true });
    let rows = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (let index = 0; index < 3; index++) run.log({ row: rows++ });
      run.log({ row: rows++, picture: new Image(Uint8Array.of(round), { shape: [1, 1] }) });
      run.writeLogs(`round ${round}`);
      if (round === 1) run.alert("look", "here");
      await syncFor(world, run.folder, Math.floor(random.float() * 40));
    }
    await run.finish();
    let status: SyncResult["status"] | undefined;
    for (let crash = 0; crash < 20 && status !== "delivered"; crash++)
      status = await syncFor(world, run.folder, crash < 10 ? Math.floor(random.float() * 60) : Infinity);
    expect(status, `seed ${seed}`).toBe("delivered");
    const expected = Array.from({ length: rows }, (_, row) => row);
    const arrived = server.history.slice(seed % 2).map((line) => (line as { row: number }).row);
    expect(arrived, `seed ${seed}`).toEqual(expected);
    expect(
      server.console.map((line) => line.split(" round ")[1]),
      `seed ${seed}`,
    ).toEqual("012345".split(""));
    expect(new Set(server.uploaded), `seed ${seed}`).toEqual(new Set(server.files.keys()));
    expect([...server.files.keys()].filter((path) => path.startsWith("media/"))).toHaveLength(ROUNDS);
    expect(server.alerts.length, `seed ${seed}`).toBeGreaterThan(0);
    expect(server.exitCode, `seed ${seed}`).toBe(0);
  }
}, 60_000);
