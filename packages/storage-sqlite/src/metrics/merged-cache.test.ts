import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterAll, expect, test } from "vitest";
import { openSqliteStorage } from "../open-sqlite-storage.ts";
import { createMergedCache } from "./merged-cache.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-merged-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pointsOf = (size: number) => ({
  size,
  position: new Float64Array(),
  x: new Float64Array(),
  y: new Float64Array(),
});

test("few points are not kept, and many push the oldest out", () => {
  const cache = createMergedCache();
  const at = cache.of(1, "a");
  at.keep("few", pointsOf(10));
  expect(at.get("few")).toBeUndefined();
  for (const key of ["one", "two", "three"]) at.keep(key, pointsOf(4e6));
  expect(at.get("one")).toBeUndefined();
  expect(at.get("three")?.size).toBe(4e6);
  expect(cache.of(1, "b").get("three")).toBeUndefined();
  expect(cache.of(2, "a").get("two")).toBeUndefined();
});

test("a long run that was resumed is drawn anew when it goes on, is rewound, or a row comes late", async () => {
  const file = join(folder, "resumed.db");
  const { metrics, close } = await openSqliteStorage({
    file,
    threads: "inline",
    clock: createVirtualClock(),
  });
  const append = (offset: number, count: number, loss: number) =>
    metrics.append([
      {
        run: 1,
        stream: "history",
        source: "s",
        offset,
        rows: Array.from({ length: count }, (_, at) => ({ _step: (offset + at) % 110_000, loss })),
      },
    ]);
  const seen = async () => {
    const query = { query: 0, run: 1, stream: "history", key: "loss", x: "_step", buckets: 10 } as const;
    const [frame] = await metrics.series([query]);
    return {
      stored: frame?.stored,
      max: Math.max(...(frame?.max ?? [])),
      again: (await metrics.series([query]))[0],
    };
  };
  await append(0, 110_000, 1);
  await append(110_000, 10, 2);
  const first = await seen();
  expect(first).toMatchObject({ stored: 110_000, max: 2, again: { stored: 110_000 } });
  await append(110_010, 10, 3);
  expect(await seen()).toMatchObject({ stored: 110_000, max: 3 });
  await append(110_030, 10, 1);
  expect((await seen()).max).toBe(3);
  await append(110_020, 10, 4);
  expect((await seen()).max).toBe(4);
  await metrics.truncate(1, "history", 110_010);
  expect(await seen()).toMatchObject({ stored: 110_000, max: 2 });
  await close();
});
