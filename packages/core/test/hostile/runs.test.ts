import { expect, test } from "vitest";
import { createApi } from "../../src/create-api.ts";
import { createMemoryWorld } from "../../src/testing/memory-world.ts";
import { runContents } from "../../src/testing/run-contents.ts";
import { createFakeServer } from "../fake-server.ts";

test("two inits at once give one run, and two runs where two are asked for", async () => {
  const world = createMemoryWorld();
  const api = createApi(() => world);
  const [first, second] = await Promise.all([api.init({ id: "abc" }), api.init({ id: "def" })]);
  expect(second).toBe(first);
  const [third, fourth] = await Promise.all([
    api.init({ id: "ghi", reinit: "create_new" }),
    api.init({ id: "jkl", reinit: "create_new" }),
  ]);
  third.log({ a: 3 });
  fourth.log({ a: 4 });
  expect(runContents(world.fileSystem, third).rows).toMatchObject([{ a: 3 }]);
  expect(runContents(world.fileSystem, fourth).rows).toMatchObject([{ a: 4 }]);
});

test("log while finish waits for the server is refused, and finish goes on", async () => {
  const server = createFakeServer();
  const world = createMemoryWorld({ fetch: server.fetch });
  const run = await createApi(() => world).init({ id: "abc", silent: true, baseUrl: "http://server" });
  run.log({ a: 1 });
  run.log({ a: 2 }, { commit: false });
  let isOver = false;
  const finished = run.finish().then(() => (isOver = true));
  expect(() => run.log({ a: 3 })).toThrow(/Failed to log to the run "abc": it has finished/);
  expect(isOver).toBe(false);
  while (!isOver) await world.clock.advanceAsync(1000);
  await finished;
  expect(server.history).toMatchObject([{ a: 1 }, { a: 2 }]);
  expect(server.exitCode).toBe(0);
});

test("a run folder that is removed while a server gets it: finish ends, and says what was lost", async () => {
  const server = createFakeServer();
  const world = createMemoryWorld({ fetch: server.fetch });
  const run = await createApi(() => world).init({ id: "abc", baseUrl: "http://server" });
  run.log({ a: 1 });
  await world.clock.advanceAsync(30_000);
  world.fileSystem.removeSync("/home/ada/wandb");
  run.log({ a: 2 });
  await world.clock.advanceAsync(30_000);
  run.log({ a: 3 });
  expect(run.stats()).toMatchObject({ rowsLogged: 3, dropped: { disk: 1 } });
  let isOver = false;
  const finished = run.finish().then(() => (isOver = true));
  for (let turn = 0; turn < 1000 && !isOver; turn++) await world.clock.advanceAsync(1000);
  expect(isOver).toBe(true);
  await finished;
  expect(server.history).toMatchObject([{ a: 1 }]);
  const end = world.printed.at(-1);
  expect(end).toContain("lost       1 row: the run file could not be written");
  expect(end).toMatch(/error .*ENOENT/);
  expect(end).toContain("not sent");
});
