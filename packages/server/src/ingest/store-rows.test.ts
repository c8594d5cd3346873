import { createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { MetricStore, RowChunk, StoredSource } from "@stepwell/storage";
import { expect, test } from "vitest";
import { openAccount } from "../wire/wire-account.ts";
import { storeRows } from "./store-rows.ts";

const place = { id: "wire-1", numbering: "client", run: 1, project: "demo", runId: "abc" } as const;

function sourceWith(rows: number, more: Partial<StoredSource> = {}): StoredSource {
  const { state } = openAccount(place, undefined, 0, 0);
  return {
    id: place.id,
    origin: "wire",
    startedMs: 0,
    position: 0,
    state: { ...state, rows },
    damage: [],
    ...more,
  };
}

async function setUp(append?: MetricStore["append"]) {
  const runs = createMemoryRunStore();
  const metrics = createMemoryMetricStore();
  const { number: run } = await runs.openRun("demo", "abc", 0);
  const calls: string[] = [];
  const stores = {
    runs: {
      saveSource: (...args: Parameters<typeof runs.saveSource>) => {
        calls.push(`source ${args[1].state.rows}`);
        return runs.saveSource(...args);
      },
    },
    metrics: {
      append: async (chunks: readonly RowChunk[]) => {
        calls.push("rows");
        const receipts = await (append ?? metrics.append)(chunks);
        calls.push("rows stored");
        return receipts;
      },
    },
  };
  const chunk: RowChunk = {
    run,
    stream: "history",
    source: place.id,
    offset: 0,
    rows: [{ loss: 1 }, { loss: 2 }],
  };
  const stored = async () => (await runs.run(run))?.sources[0];
  return { run, stores, calls, chunk, stored, metrics };
}

test("rows and source of a wire session are given to the stores at once", async () => {
  const { run, stores, calls, chunk, stored } = await setUp();
  const told = { run, chunks: [chunk], source: sourceWith(2), known: undefined, console: [], stale: 0 };
  expect(await storeRows(stores, told)).toMatchObject([{ stored: 2 }]);
  expect(calls).toEqual(["rows", "source 2", "rows stored"]);
  expect((await stored())?.state.rows).toBe(2);
});

test("the place in a file is stored after its rows", async () => {
  const { run, stores, calls, chunk } = await setUp();
  const source = sourceWith(2, { position: 900 });
  await storeRows(stores, { run, chunks: [chunk], source, known: undefined, console: [], stale: 0 });
  expect(calls).toEqual(["rows", "rows stored", "source 2"]);
});

test("rows that were not wanted are counted once", async () => {
  const { run, stores, chunk, stored, metrics } = await setUp();
  await metrics.append([chunk]);
  await metrics.truncate(run, "history", 0);
  const late = { ...chunk, epoch: 0 };
  await storeRows(stores, {
    run,
    chunks: [late],
    source: sourceWith(2),
    known: undefined,
    console: [],
    stale: 3,
  });
  expect((await stored())?.stale).toBe(5);
});

test.each([undefined, sourceWith(1)])(
  "when rows can't be stored, their source is as before",
  async (known) => {
    const full = () => Promise.reject(new Error("full"));
    const { run, stores, chunk, stored } = await setUp(full);
    const told = { run, chunks: [chunk], source: sourceWith(3), known, console: [], stale: 0 };
    await expect(storeRows(stores, told)).rejects.toThrow("full");
    expect((await stored())?.state.rows).toBe(known === undefined ? 0 : 1);
  },
);
