import { Histogram, Image, syncRunFolder } from "@stepwell/core";
import { createApi, createMemoryWorld } from "@stepwell/core/testing";
import type { MemoryWorld } from "@stepwell/core/testing";
import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMockServer } from "../src/create-mock-server.ts";
import type { MockServer } from "../src/create-mock-server.ts";

const BASE_URL = "http://localhost:8080";
const ROWS = 120;

/** What may happen to a request on its way. */
type Accident = (request: Request) => "refused" | "reply-lost" | undefined;

function worldWith(server: MockServer, accident: Accident = () => undefined): MemoryWorld {
  return createMemoryWorld({
    async fetch(url, sent) {
      const request = new Request(url, { ...sent, body: sent.body as string | Uint8Array<ArrayBuffer> });
      const met = accident(request);
      if (met === "refused") return new Response("{}", { status: 503 });
      const reply = await server.fetch(request);
      if (met === "reply-lost") throw new Error("the connection broke");
      return reply;
    },
  });
}

async function finishedRun(world: MemoryWorld, id: string): Promise<string> {
  const api = createApi(() => world);
  const run = await api.init({
    id,
    project: "p",
    name: "a name",
    tags: ["t"],
    config: { net: { lr: 0.1 } },
    silent: true,
  });
  run.defineMetric("loss", { summary: "min" });
  run.log({
    loss: NaN,
    h: new Histogram([1, 2, 3]),
    picture: new Image(new Uint8Array(4), { shape: [2, 2] }),
  });
  for (let index = 1; index < ROWS; index++) run.log({ loss: 1 / index, nested: { index } });
  await run.finish();
  return run.folder;
}

/** Lets time pass until the promise has settled. */
async function settled<Result>(world: MemoryWorld, promise: Promise<Result>): Promise<Result> {
  let over = false;
  const watched = promise.finally(() => (over = true));
  watched.catch(() => undefined);
  for (let turn = 0; turn < 5000 && !over; turn++) await world.clock.advanceAsync(1000);
  return watched;
}

test("a run folder arrives whole at the real app", async () => {
  const server = createMockServer();
  const world = worldWith(server);
  const folder = await finishedRun(world, "abc");
  await expect(syncRunFolder({ folder, world, baseUrl: BASE_URL })).resolves.toMatchObject({
    status: "delivered",
  });
  const run = await server.run("abc");
  expect(run).toMatchObject({
    name: "a name",
    status: "finished",
    tags: ["t"],
    config: { net: { lr: 0.1 } },
  });
  expect(run.history).toHaveLength(ROWS);
  expect(run.history[0]).toMatchObject({ _step: 0, loss: NaN, h: { _type: "histogram" } });
  expect(run.history[ROWS - 1]).toMatchObject({ _step: ROWS - 1, nested: { index: ROWS - 1 } });
  expect(run.summary).toMatchObject({ nested: { index: ROWS - 1 } });
  expect(run.files.map(({ path }) => path)).toContainEqual(
    expect.stringMatching(/^media\/images\/picture_0_.*\.png$/),
  );
  await server.close();
});

test.each(Array.from({ length: 15 }, (_, index) => index + 1))(
  "accidents on the way, a lost position file and another delivery neither double nor lose a row (seed %i)",
  async (seed) => {
    const random = createSeededRandom(seed);
    const server = createMockServer();
    const world = worldWith(server, () =>
      random.float() > 0.4 ? undefined : random.float() > 0.5 ? "refused" : "reply-lost",
    );
    const folder = await finishedRun(world, "abc");
    const deliver = (): Promise<unknown> =>
      settled(world, syncRunFolder({ folder, world, baseUrl: BASE_URL, again: true }));
    await deliver();
    world.fileSystem.removeSync(`${folder}/run-abc.wandb.sync.json`);
    await deliver();
    const run = await server.run("abc");
    expect(
      run.history.map((row) => row["_step"]),
      `seed ${seed}`,
    ).toEqual(Array.from({ length: ROWS }, (_, step) => step));
    expect(run.status, `seed ${seed}`).toBe("finished");
    await server.close();
  },
);

test("two folders of one run id are two sources, and both are kept", async () => {
  const server = createMockServer();
  const world = worldWith(server);
  for (const folder of [await finishedRun(world, "abc"), await finishedRun(world, "abc")]) {
    await syncRunFolder({ folder, world, baseUrl: BASE_URL });
  }
  expect((await server.run("abc")).history).toHaveLength(2 * ROWS);
  await server.close();
});
