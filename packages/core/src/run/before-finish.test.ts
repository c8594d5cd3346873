import { expect, test, vi } from "vitest";
import { createApi } from "../create-api.ts";
import { UsageError } from "../core-error.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import { runContents } from "../testing/run-contents.ts";
import type { Run } from "./run.ts";

async function start(mode: "offline" | "disabled" = "offline"): Promise<{ run: Run; world: MemoryWorld }> {
  const world = createMemoryWorld();
  return { world, run: await createApi(() => world).init({ silent: true, mode }) };
}

test("what is logged before the end is in the run file, once", async () => {
  const { run, world } = await start();
  run.beforeFinish(() => run.log({ last: 1 }));
  await run.finish();
  await run.finish();
  expect(runContents(world.fileSystem, run).rows).toHaveLength(1);
});

test("a process that ends first still does it", async () => {
  const { run, world } = await start();
  run.beforeFinish(() => run.log({ last: 1 }));
  world.exit(3);
  expect(runContents(world.fileSystem, run).rows).toHaveLength(1);
});

test("what was taken back is not done, and what throws stops neither the rest nor the end", async () => {
  const { run, world } = await start();
  const takenBack = vi.fn<() => void>();
  run.beforeFinish(takenBack)();
  run.beforeFinish(() => {
    throw new Error("mine");
  });
  run.beforeFinish(() => run.log({ last: 1 }));
  await run.finish();
  expect(takenBack).not.toHaveBeenCalled();
  const { rows, state } = runContents(world.fileSystem, run);
  expect([rows.length, state.exitCode]).toEqual([1, 0]);
});

test("only a function is work", async () => {
  const { run } = await start();
  expect(() => run.beforeFinish("x" as never)).toThrow(UsageError);
});

test("a disabled run never does it", async () => {
  const { run } = await start("disabled");
  const work = vi.fn<() => void>();
  run.beforeFinish(work)();
  await run.finish();
  expect(work).not.toHaveBeenCalled();
});
