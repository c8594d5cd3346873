import { createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMemoryDatabase } from "./memory-database.ts";

const chunk = (run: number, value: number) => ({
  run,
  stream: "history" as const,
  source: `source of ${run}`,
  offset: 0,
  rows: [{ _step: 0, value }],
});

async function drawn(metrics: Awaited<ReturnType<typeof open>>["metrics"], run: number) {
  const query = { query: 0, run, stream: "history" as const, key: "value", x: "_step", buckets: 10 };
  const [frame] = await metrics.series([query]);
  return frame?.kind === "points" ? [...frame.last] : frame;
}

async function open() {
  return (await createMemoryDatabase()).open({ clock: createVirtualClock() });
}

test("what is committed is there for the next storage, though the one before was never closed", async () => {
  const database = await createMemoryDatabase();
  await database.open({ clock: createVirtualClock() }).metrics.append([chunk(1, 7)]);
  const { metrics } = database.open({ clock: createVirtualClock() });
  expect(await metrics.mark(1, "history", "source of 1")).toBe(1);
  expect(await drawn(metrics, 1)).toEqual([7]);
});

test("nothing of a run that was drawn and removed is drawn of the next one", async () => {
  const clock = createVirtualClock();
  const { metrics } = (await createMemoryDatabase()).open({ clock });
  await metrics.append([chunk(1, 7)]);
  expect(await drawn(metrics, 1)).toEqual([7]);
  await metrics.remove(1);
  await clock.advanceAsync(600_000);
  await metrics.append([chunk(2, 8)]);
  expect(await drawn(metrics, 2)).toEqual([8]);
});
