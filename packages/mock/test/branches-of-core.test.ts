import type { FetchReply, FetchRequest } from "@stepwell/core";
import { createApi, createMemoryWorld, syncRunFolder } from "@stepwell/core/testing";
import type { MemoryWorld } from "@stepwell/core/testing";
import { expect, test } from "vitest";
import { createMockServer } from "../src/create-mock-server.ts";
import type { MockServer } from "../src/create-mock-server.ts";

// Resuming, rewinding and forking with the SDK at the real app.

type InitOptions = NonNullable<Parameters<ReturnType<typeof createApi>["init"]>[0]>;

function worldWith(server: MockServer): MemoryWorld {
  return createMemoryWorld({
    async fetch(url, { body, ...rest }: FetchRequest): Promise<FetchReply> {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      if (typeof body === "object" && !(body instanceof Uint8Array)) {
        for await (const chunk of body.chunks()) parts.push(new Uint8Array(chunk));
      }
      const sent = parts.length > 0 ? new Blob(parts) : (body as string | undefined);
      const reply = await server.fetch(
        new Request(url, { ...rest, ...(sent === undefined ? {} : { body: sent }) }),
      );
      return {
        status: reply.status,
        headers: reply.headers,
        text: () => reply.text(),
        chunks: () => (reply.body ?? []) as AsyncIterable<Uint8Array>,
      };
    },
  });
}

/** Lets time pass until the promise has settled. */
async function settled<Result>(world: MemoryWorld, promise: Promise<Result>): Promise<Result> {
  let over = false;
  const watched = promise.finally(() => (over = true));
  watched.catch(() => undefined);
  for (let turn = 0; turn < 5000 && !over; turn++) await world.clock.advanceAsync(1000);
  return watched;
}

async function go(world: MemoryWorld, values: readonly number[], options: InitOptions): Promise<void> {
  const init = createApi(() => world).init({
    project: "p",
    silent: true,
    baseUrl: "http://localhost:8080",
    ...options,
  });
  const run = await settled(world, init);
  for (const loss of values) run.log({ loss });
  if (values.length === 1) run.alert("one", "value", { level: "WARN" });
  await settled(world, run.finish());
}

const points = async (server: MockServer, id: string) =>
  (await server.run(id)).history.map(({ _step, loss }) => [_step, loss]);

test("runs are resumed, rewound and forked, each row is there once, and alerts arrive", async () => {
  const server = createMockServer();
  const world = worldWith(server);
  await go(world, [0, 1, 2, 3], { id: "life", config: { a: 1 } });
  await go(world, [40, 50], { id: "life", resume: "must" });
  expect(await points(server, "life")).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 40],
    [5, 50],
  ]);
  await go(world, [200, 300], { resumeFrom: "life?_step=1" });
  expect(await points(server, "life")).toEqual([
    [0, 0],
    [1, 1],
    [2, 200],
    [3, 300],
  ]);
  await go(world, [400], { id: "life", resume: "allow" });
  await go(world, [7, 8], { id: "child", forkFrom: "life?_step=2" });
  expect(await points(server, "life")).toEqual([
    [0, 0],
    [1, 1],
    [2, 200],
    [3, 300],
    [4, 400],
  ]);
  expect(await points(server, "child")).toEqual([
    [0, 0],
    [1, 1],
    [2, 200],
    [3, 7],
    [4, 8],
  ]);
  const life = await server.run("life");
  expect(life).toMatchObject({ config: { a: 1 }, summary: { loss: 400 }, status: "finished" });
  expect(life.alerts.map(({ title, level }) => [title, level])).toEqual([["one", "WARN"]]);
  await server.close();
});

test("a fork that was made offline is whole behind the run that it was forked from, and else what it lacks is told", async () => {
  const server = createMockServer();
  const world = worldWith(server);
  const folders: string[] = [];
  const offline = async (values: readonly number[], options: InitOptions): Promise<void> => {
    const init = createApi(() => world).init({ project: "p", silent: true, mode: "offline", ...options });
    const run = await settled(world, init);
    for (const loss of values) run.log({ loss });
    await settled(world, run.finish());
    folders.push(run.folder);
  };
  await offline([0, 1, 2, 3], { id: "parent" });
  await offline([20, 30], { id: "fork", forkFrom: "parent?_step=1" });
  const [parent, fork] = folders.map(
    (folder) => () => settled(world, syncRunFolder({ folder, baseUrl: "http://localhost:8080", world })),
  );
  await parent?.();
  expect(await fork?.()).toMatchObject({ status: "delivered", rows: 2, notes: [] });
  expect(await points(server, "fork")).toEqual([
    [0, 0],
    [1, 1],
    [2, 20],
    [3, 30],
  ]);

  const other = createMockServer();
  const away = worldWith(other);
  const [, orphan] = folders as [string, string];
  for (const { name } of await world.fileSystem.list(orphan)) {
    if (!name.endsWith(".wandb")) continue;
    away.fileSystem.makeFolderSync(orphan);
    away.fileSystem.writeFileSync(`${orphan}/${name}`, world.fileSystem.readFileSync(`${orphan}/${name}`));
  }
  const lacking = await settled(
    away,
    syncRunFolder({ folder: orphan, baseUrl: "http://localhost:8080", world: away }),
  );
  expect(lacking).toMatchObject({ status: "delivered", rows: 2 });
  expect(lacking.notes[0]).toBe(
    '[core] The run "fork" was forked from "parent", which "http://localhost:8080" has not: its rows up to step 1 are missing there. Where that run is delivered first, they are not.',
  );
  expect(await points(other, "fork")).toEqual([
    [2, 20],
    [3, 30],
  ]);
  await server.close();
  await other.close();
});
