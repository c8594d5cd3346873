import type { SeriesFrame } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMemoryMetricStore } from "../memory/memory-metric-store.ts";
import type { MetricStore, SeriesQuery } from "../metric-store.ts";

/** Series agree with what the plain memory store computes from all rows. */
export function seriesConformance(
  open: () => Promise<MetricStore>,
  settle: (store: MetricStore) => Promise<void>,
): void {
  describe("series", () => {
    const filled = async (rows: readonly Row[], pieces = 1000): Promise<MetricStore> => {
      const store = await open();
      for (let offset = 0; offset < rows.length; offset += pieces) {
        await store.append([
          { run: 1, stream: "history", source: "s", offset, rows: rows.slice(offset, offset + pieces) },
        ]);
      }
      return store;
    };

    test("few points come back exactly, with gaps and without rows that lack x", async () => {
      const store = await filled([
        { _step: 0, a: 1 },
        { _step: 1, b: 9 },
        { a: 2 },
        { _step: 3, a: Number.NaN },
        { _step: 5, a: -Infinity },
        { _step: 6, a: "text" },
        { _step: 7, a: true },
        { _step: 9, a: 2n ** 60n },
        { _step: Number.NaN, a: 7 },
      ]);
      const frame = await one(store, { key: "a" });
      expect(frame).toMatchObject({ kind: "points", query: 0, stored: 4, storedInRange: 4, nextLine: 9 });
      expect([...frame.x]).toEqual([0, 3, 5, 9]);
      expect([...frame.last]).toEqual([1, Number.NaN, Number.NaN, 2 ** 60]);
      expect([...frame.nan]).toEqual([0, 1, 0, 0]);
      expect([...frame.negativeInfinity]).toEqual([0, 0, 1, 0]);
      expect([...frame.positiveInfinity]).toEqual([0, 0, 0, 0]);
    });

    test("an unknown key, x or run gives an empty frame", async () => {
      const store = await filled([{ _step: 0, a: 1 }]);
      for (const wanted of [
        { key: "none" },
        { key: "a", x: "none" },
        { key: "a", run: 9 },
        { key: "a", stream: "events" },
      ] as const) {
        const frame = await one(store, wanted);
        expect(frame).toMatchObject({ stored: 0, storedInRange: 0 });
        expect(frame.x.length).toBe(0);
      }
    });

    test("many points come back as at least the asked and at most about twice as many buckets", async () => {
      const store = await filled(
        Array.from({ length: 20_000 }, (_, step) => ({ _step: step, a: Math.sin(step / 99) })),
        5000,
      );
      for (const buckets of [1, 3, 100, 1000, 1250, 1251, 9000]) {
        const frame = await one(store, { key: "a", buckets });
        expect(frame.kind).toBe("buckets");
        expect(frame.x.length).toBeGreaterThanOrEqual(buckets);
        expect(frame.x.length).toBeLessThanOrEqual(2 * buckets);
        expect(frame.count.reduce((sum, count) => sum + count, 0)).toBe(20_000);
      }
      expect((await one(store, { key: "a", buckets: 15_000 })).kind).toBe("points");
    });

    test("a spike is in the extremes of its bucket, and buckets stay where they are when data arrives", async () => {
      const rows = Array.from({ length: 40_000 }, (_, step) => ({
        _step: step,
        a: step === 12_345 ? 1e9 : step % 10,
      }));
      const store = await filled(rows.slice(0, 30_000), 6000);
      const before = await one(store, { key: "a", buckets: 200 });
      await store.append([
        { run: 1, stream: "history", source: "s", offset: 30_000, rows: rows.slice(30_000, 31_000) },
      ]);
      const after = await one(store, { key: "a", buckets: 200 });
      expect(Math.max(...before.max)).toBe(1e9);
      expect([...after.x.slice(0, before.x.length - 1)]).toEqual([...before.x.slice(0, -1)]);
      expect([...after.max.slice(0, before.x.length - 1)]).toEqual([...before.max.slice(0, -1)]);
    });

    test("over steps that repeat or fall, the last line of a step wins", async () => {
      const store = await filled([
        { _step: 0, a: 1 },
        { _step: 1, a: 2 },
        { _step: 2, a: 3 },
        { _step: 1, a: 20 },
        { _step: 1, b: 0 },
        { _step: 2, a: 30 },
      ]);
      const frame = await one(store, { key: "a" });
      expect([...frame.x]).toEqual([0, 1, 2]);
      expect([...frame.last]).toEqual([1, 20, 30]);
      expect(frame.stored).toBe(3);
    });

    test("over another x that is not in order, points are a path in line order", async () => {
      const store = await filled([
        { t: 3, a: 1 },
        { t: 1, a: 2 },
        { t: 3, a: 3 },
      ]);
      expect([...(await one(store, { key: "a", x: "t" })).x]).toEqual([3, 1, 3]);
      expect([...(await one(store, { key: "a", x: "t", range: [2, 9] })).last]).toEqual([1, 3]);
    });

    test("means of huge values do not overflow", async () => {
      const rows = Array.from({ length: 9000 }, (_, step) => ({
        _step: step,
        a: step % 2 === 0 ? 1.7e308 : -1.7e308,
      }));
      const store = await filled(rows, 3000);
      await settle(store);
      const frame = await one(store, { key: "a", buckets: 10 });
      for (const mean of frame.mean) expect(Math.abs(mean)).toBeLessThan(1e306);
    });

    test("every query agrees with the plain computation", { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(scenario, (given) => compare(open, settle, given)),
        { numRuns: 25 },
      );
    });
  });
}

const one = async (store: MetricStore, wanted: Partial<SeriesQuery>): Promise<SeriesFrame> => {
  const query = {
    query: 0,
    run: 1,
    stream: "history",
    key: "a",
    x: "_step",
    buckets: 100,
    ...wanted,
  } as const;
  return (await store.series([query]))[0] as SeriesFrame;
};

interface Scenario {
  readonly rows: number;
  readonly pieces: readonly number[];
  readonly seed: number;
  readonly steps: "rising" | "falls once" | "repeats" | "sparse";
  readonly density: number;
  readonly settleAfter: number;
  readonly skip: boolean;
  readonly queries: readonly {
    key: string;
    x: string;
    buckets: number;
    range: readonly [number, number] | undefined;
  }[];
}

const scenario: fc.Arbitrary<Scenario> = fc.record({
  rows: fc.integer({ min: 1, max: 14_000 }),
  pieces: fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 4 }),
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  steps: fc.constantFrom("rising", "rising", "falls once", "repeats", "sparse"),
  density: fc.constantFrom(1, 1, 0.5, 0.02),
  settleAfter: fc.integer({ min: 0, max: 14_000 }),
  skip: fc.boolean(),
  queries: fc.array(
    fc.record({
      key: fc.constantFrom("noise", "noise", "sparse", "wild", "_step", "constant", "single"),
      x: fc.constantFrom("_step", "_step", "_timestamp", "epoch", "sparse", "wild", "back"),
      buckets: fc.constantFrom(1, 7, 50, 300, 1000, 4000),
      range: fc.option(
        fc.tuple(
          fc.double({ min: -100, max: 15_000, noNaN: true }),
          fc.double({ min: -100, max: 15_000, noNaN: true }),
        ),
        { nil: undefined },
      ),
    }),
    { minLength: 6, maxLength: 12 },
  ),
});

async function compare(
  open: () => Promise<MetricStore>,
  settle: (store: MetricStore) => Promise<void>,
  given: Scenario,
): Promise<void> {
  const store = await open();
  const plain = createMemoryMetricStore();
  const rows = rowsOf(given);
  let offset = 0;
  let skipped: { from: number; to: number } | undefined;
  for (let piece = 0; offset < rows.length; piece++) {
    const count = given.pieces[piece % given.pieces.length] as number;
    const end = Math.min(rows.length, offset + count);
    if (given.skip && skipped === undefined && piece === 1) skipped = { from: offset, to: end };
    else await appendBoth(store, plain, offset, rows.slice(offset, end));
    if (offset < given.settleAfter && end >= given.settleAfter) await settle(store);
    offset = end;
  }
  const queries = given.queries.map((wanted, query): SeriesQuery => {
    const { range, ...rest } = wanted;
    return { query, run: 1, stream: "history", ...rest, ...(range === undefined ? {} : { range }) };
  });
  await expectEqual(store, plain, queries);
  if (skipped === undefined) return;
  await appendBoth(store, plain, skipped.from, rows.slice(skipped.from, skipped.to));
  await expectEqual(store, plain, queries);
  await settle(store);
  await expectEqual(store, plain, queries);
}

async function appendBoth(
  store: MetricStore,
  plain: MetricStore,
  offset: number,
  rows: Row[],
): Promise<void> {
  const chunk = { run: 1, stream: "history", source: "s", offset, rows } as const;
  expect(await store.append([chunk])).toEqual(await plain.append([chunk]));
}

async function expectEqual(
  store: MetricStore,
  plain: MetricStore,
  queries: readonly SeriesQuery[],
): Promise<void> {
  const [found, expected] = await Promise.all([store.series(queries), plain.series(queries)]);
  for (const [index, frame] of found.entries()) {
    const { mean, ...exact } = frame;
    const { mean: expectedMean, ...expectedExact } = expected[index] as SeriesFrame;
    expect({ query: queries[index], ...zeroed(exact) }).toEqual({
      query: queries[index],
      ...zeroed(expectedExact),
    });
    expect(mean.length).toBe(expectedMean.length);
    mean.forEach((value, at) => {
      const scale = Math.max(Math.abs(frame.min[at] as number), Math.abs(frame.max[at] as number), 1e-300);
      const other = expectedMean[at] as number;
      if (Number.isNaN(other)) expect(value).toBeNaN();
      else expect(Math.abs(value / scale - other / scale)).toBeLessThan(1e-9);
    });
  }
}

// Zero and negative zero are one value to a chart.
function zeroed(frame: Omit<SeriesFrame, "mean">): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(frame).map(([name, column]) => [
      name,
      column instanceof Float64Array ? column.map((value) => value + 0) : column,
    ]),
  );
}

function rowsOf({ rows, seed, steps, density }: Scenario): Row[] {
  const random = createRandom(seed);
  let step = Math.floor(random() * 50);
  return Array.from({ length: rows }, (_, line): Row => {
    if (steps === "sparse") step += 1 + Math.floor(random() * 3);
    else if (steps === "repeats") step += random() < 0.01 ? 0 : 1;
    else step += 1;
    if (steps === "falls once" && line === Math.floor(rows / 2)) step = Math.max(0, step - 500);
    const row: Record<string, Row[string]> = { _timestamp: line / 4 + Math.floor(random() * 4) / 16 };
    if (steps !== "sparse" || random() < 0.9) row["_step"] = step;
    if (random() < density) row["noise"] = (random() - 0.5) * 10 ** Math.floor(random() * 6);
    if (line % 97 === 0) row["sparse"] = Math.fround(line + random());
    row["wild"] = WILD[Math.floor(random() * WILD.length)] as Row[string];
    row["constant"] = 0.125;
    row["epoch"] = Math.floor(line / 500);
    row["back"] = -line;
    if (line === Math.floor(rows / 3)) row["single"] = 42;
    return row;
  });
}

const WILD = [
  1,
  2.5,
  -3,
  0,
  -0,
  Number.NaN,
  Infinity,
  -Infinity,
  "text",
  null,
  true,
  2n ** 62n,
  1e308,
  -1e308,
  [1],
];

// A small generator, so that a scenario is told by its seed (mulberry32).
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
