import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { countLost } from "./count-lost.ts";

test("what an integration lost is counted by the run and told of at its end", async () => {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ mode: "offline" });
  countLost(run, 2);
  countLost(run, 1);
  expect(run.stats().dropped).toEqual({ sample: 3 });
  await run.finish();
  expect(world.printed.join("")).toContain(
    "lost       3 samples: a watched model could not be read, or not in time",
  );
});

test("after the end, and by a disabled run, nothing is counted", async () => {
  const api = createApi(() => createMemoryWorld());
  const run = await api.init({ mode: "offline", silent: true });
  await run.finish();
  countLost(run, 1);
  expect(run.stats().dropped).toEqual({});
  const disabled = await api.init({ mode: "disabled" });
  countLost(disabled, 1);
  countLost({}, 1);
  expect(disabled.stats().dropped).toEqual({});
});
