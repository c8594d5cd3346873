import type { StoredRun, StoredSource } from "@stepwell/storage";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRunCache, updatedRun, withSource } from "./run-cache.ts";

const source = (id: string, rows: number, startedMs = 0) =>
  ({ id, startedMs, state: { rows } }) as unknown as StoredSource;
const runOf = (number: number, ...sources: StoredSource[]) =>
  ({ number, status: "running", updatedMs: 0, edits: {}, sources }) as unknown as StoredRun;

test("a run is read once, and is afterwards what writes made of it", async () => {
  const cache = createRunCache();
  let reads = 0;
  const read = async () => {
    reads += 1;
    return runOf(1, source("a", 0), source("b", 0));
  };
  await cache.run(1, read);
  await cache.write(
    1,
    async () => undefined,
    (run) => withSource(run, source("b", 7)),
  );
  await cache.write(
    1,
    async () => undefined,
    (run) => updatedRun(run, { updatedMs: 5, edits: { name: "n" } }),
  );
  expect(await cache.run(1, read)).toEqual({
    ...runOf(1, source("a", 0), source("b", 7)),
    updatedMs: 5,
    edits: { name: "n" },
  });
  expect(reads).toBe(1);
});

test("a source that is new, or starts at another time, makes the run be read again", async () => {
  for (const changed of [source("c", 1), source("a", 1, 9)]) {
    const cache = createRunCache();
    await cache.run(1, async () => runOf(1, source("a", 0)));
    await cache.write(
      1,
      async () => undefined,
      (run) => withSource(run, changed),
    );
    expect(await cache.run(1, async () => runOf(1, changed))).toEqual(runOf(1, changed));
  }
});

test("what was read while a write was under way is not kept", async () => {
  for (const order of ["read first", "write first"]) {
    const cache = createRunCache();
    const begin = [
      () => cache.run(1, async () => runOf(1, source("a", 0))),
      () =>
        cache.write(
          1,
          async () => undefined,
          (run) => run,
        ),
    ];
    const begun = (order === "read first" ? begin : begin.toReversed()).map((task) => task());
    await Promise.all(begun);
    expect(await cache.run(1, async () => runOf(1, source("a", 1)))).toEqual(runOf(1, source("a", 1)));
  }
});

test("after a write that failed, and after one that may concern any run, runs are read again", async () => {
  const cache = createRunCache();
  await cache.run(1, async () => runOf(1));
  await expect(
    cache.write(
      1,
      () => Promise.reject(new Error("full")),
      (run) => run,
    ),
  ).rejects.toThrow("full");
  expect(await cache.run(1, async () => undefined)).toBeUndefined();
  await cache.run(2, async () => runOf(2));
  await cache.writeAny(async () => undefined);
  expect(await cache.run(2, async () => undefined)).toBeUndefined();
});

test("however reads and writes overlap, no read gives what is older than a write that had resolved", async () => {
  const step = fc.record({
    kind: fc.constantFrom("read", "write", "fail"),
    ticks: fc.nat(4),
    run: fc.constantFrom(1, 2),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const cache = createRunCache();
      const stored = new Map([1, 2].map((number) => [number, 0]));
      const resolved = new Map(stored);
      const pause = async (ticks: number) => {
        for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      };
      const tasks: Promise<void>[] = [];
      let turn = Promise.resolve();
      for (const { kind, ticks, run } of steps) {
        await pause(ticks % 2);
        if (kind === "read") {
          const least = resolved.get(run) as number;
          const read = async () => {
            await pause(ticks);
            return runOf(run, source("a", stored.get(run) as number));
          };
          tasks.push(
            cache.run(run, read).then((found) => {
              expect(found?.sources[0]?.state.rows).toBeGreaterThanOrEqual(least);
            }),
          );
        } else {
          const value = tasks.length + 1;
          // As in the store, writes are done in the order in which they are given.
          const work = (turn = turn.then(async () => {
            await pause(ticks);
            if (kind === "write") stored.set(run, value);
          }));
          const done = cache.write(
            run,
            () => (kind === "fail" ? work.then(() => Promise.reject(new Error("full"))) : work),
            (before) => withSource(before, source("a", value)),
          );
          tasks.push(
            done.then(
              () => void resolved.set(run, Math.max(value, resolved.get(run) as number)),
              () => undefined,
            ),
          );
        }
      }
      await Promise.all(tasks);
    }),
  );
});
