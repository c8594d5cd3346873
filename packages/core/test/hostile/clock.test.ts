import { expect, test } from "vitest";
import { createApi } from "../../src/create-api.ts";
import { createMemoryWorld } from "../../src/testing/memory-world.ts";
import { runContents } from "../../src/testing/run-contents.ts";
import { createFakeServer } from "../fake-server.ts";

const DAY_MS = 86_400_000;

test.each([
  { jumps: [DAY_MS], what: "forward by a day" },
  { jumps: [-DAY_MS], what: "back by a day" },
  { jumps: [DAY_MS, -2 * DAY_MS, DAY_MS], what: "forth and back" },
])("a clock that jumps $what: rows keep their order and runtime, and arrive once", async ({ jumps }) => {
  const server = createFakeServer();
  const world = createMemoryWorld({ fetch: server.fetch });
  let shift = 0;
  const clock = { ...world.clock, now: () => world.clock.now() + shift };
  const api = createApi(() => ({ ...world, clock }));
  const run = await api.init({ id: "abc", silent: true, baseUrl: "http://server" });
  let rows = 0;
  for (const jump of [0, ...jumps]) {
    shift += jump;
    for (let count = 0; count < 20; count++) {
      run.log({ row: rows++ });
      await world.clock.advanceAsync(1000);
    }
  }
  let isOver = false;
  const finished = run.finish().then(() => (isOver = true));
  while (!isOver) await world.clock.advanceAsync(1000);
  await finished;
  const expected = Array.from({ length: rows }, (_, row) => row);
  const written = runContents(world.fileSystem, run).rows;
  expect(written.map((row) => row["row"])).toEqual(expected);
  expect(written.map((row) => row["_runtime"])).toEqual(expected);
  expect(written.at(-1)?.["_timestamp"]).toBeCloseTo((world.clock.now() + shift) / 1000, -2);
  expect(server.history.map((row) => (row as { row: number }).row)).toEqual(expected);
  expect(run.stats()).toMatchObject({ rowsWritten: rows, dropped: {} });
});
