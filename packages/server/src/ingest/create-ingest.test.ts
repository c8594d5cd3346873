import { describe, expect, test } from "vitest";
import { createVirtualClock } from "@stepwell/effects/testing";
import { createRunFold, sourceIdOf } from "@stepwell/runlog";
import type { Row } from "@stepwell/runlog";
import { createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { RunStore } from "@stepwell/storage";
import { runRecord } from "../testing/run-folder.ts";
import { createIngest } from "./create-ingest.ts";
import type { IngestListener } from "./create-ingest.ts";
import type { SourceBatch } from "./source-batch.ts";

const record = runRecord({ runId: "abc", project: "demo", startMs: 1000 });

function batch(offset: number, count: number, more: Partial<SourceBatch> = {}): SourceBatch {
  const fold = createRunFold();
  fold.apply(record);
  for (let step = 0; step < offset + count; step++) {
    fold.apply({ type: "history", items: [{ path: ["_step"], value: step }] });
  }
  return {
    source: sourceIdOf(record),
    origin: "wire:1",
    project: "demo",
    runId: "abc",
    startedMs: 1000,
    history: { offset, rows: fold.takeRows().slice(offset) },
    events: { offset: 0, rows: [] },
    console: [],
    state: fold.state,
    position: 0,
    damage: [],
    aliveMs: 2000,
    ...more,
  };
}

function setUp(replace: { runs?: (runs: RunStore) => RunStore } = {}) {
  const memory = createMemoryRunStore();
  const runs = replace.runs?.(memory) ?? memory;
  const metrics = createMemoryMetricStore();
  const clock = createVirtualClock({ now: 2000 });
  const told: string[] = [];
  const listener: IngestListener = {
    rows: (run, stream, rows) => told.push(`${run.runId} ${stream} ${rows.map(({ line }) => line).join()}`),
    run: () => undefined,
    rewound: () => undefined,
    removed: (run) => told.push(`removed ${run.runId}`),
  };
  const ingest = createIngest({ runs, metrics, clock, silenceMs: 300_000, listener });
  const rows = async (): Promise<readonly Row[]> => {
    const run = await memory.findRun("demo", "abc");
    if (run === undefined) return [];
    return (await metrics.rows(run.number, "history", { from: 0, limit: 1000 })).map(({ row }) => row);
  };
  return { ingest, runs: memory, metrics, clock, told, rows };
}

describe("ingest", () => {
  test("stores a batch once however often it comes, and tells of new rows only", async () => {
    const { ingest, rows, told } = setUp();
    await ingest.ingest(batch(0, 3));
    await ingest.ingest(batch(0, 3));
    const receipt = await ingest.ingest(batch(1, 4));
    expect(receipt).toMatchObject({ kind: "stored", history: { stored: 2, repeated: 2, mark: 5 } });
    expect((await rows()).map((row) => row["_step"])).toEqual([0, 1, 2, 3, 4]);
    expect(told).toEqual(["abc history 0,1,2", "abc history 3,4"]);
  });

  test("a crash between the two stores is repaired when the source gives its rows again", async () => {
    let fail = true;
    const { ingest, rows, runs } = setUp({
      runs: (memory) => ({
        ...memory,
        saveSource: async (...given) => {
          if (fail) throw new Error("the disk is full");
          await memory.saveSource(...given);
        },
      }),
    });
    await expect(ingest.ingest(batch(0, 3, { position: 300 }))).rejects.toThrow("the disk is full");
    expect(await rows()).toHaveLength(3);
    expect((await runs.findRun("demo", "abc"))?.sources).toEqual([]);
    fail = false;
    await ingest.ingest(batch(0, 5, { position: 500 }));
    expect(await rows()).toHaveLength(5);
    expect(await ingest.find(sourceIdOf(record))).toMatchObject({
      historyMark: 5,
      source: { position: 500 },
    });
  });

  test("one source that comes by folder and by wire at once is stored once, and keeps its path", async () => {
    const { ingest, rows, runs } = setUp();
    const path = "/home/ada/wandb/run-1-abc/run-abc.wandb";
    await Promise.all([
      ingest.ingest(batch(0, 10, { origin: path, position: 1000 })),
      ingest.ingest(batch(0, 4)),
      ingest.ingest(batch(4, 12)),
      ingest.ingest(batch(10, 10, { origin: path, position: 2000 })),
    ]);
    expect((await rows()).map((row) => row["_step"])).toEqual(Array.from({ length: 20 }, (_, at) => at));
    const run = await runs.findRun("demo", "abc");
    expect(run?.sources).toMatchObject([{ origin: path, position: 2000, state: { rows: 20 } }]);
  });

  test("an account that knows less does not replace one that knows more", async () => {
    const { ingest, runs } = setUp();
    await ingest.ingest(batch(0, 10, { origin: "/a.wandb", position: 1000 }));
    await ingest.ingest(batch(0, 2, { origin: "/a.wandb", position: 200 }));
    const run = await runs.findRun("demo", "abc");
    expect(run?.sources).toMatchObject([{ position: 1000, state: { rows: 10 } }]);
  });

  test("a deleted run stays deleted when its source goes on", async () => {
    const { ingest, runs, rows, told } = setUp();
    await ingest.ingest(batch(0, 3));
    const run = await runs.findRun("demo", "abc");
    if (run === undefined) throw new Error("the run was not stored");
    await ingest.remove(run);
    expect(await ingest.ingest(batch(3, 3))).toEqual({ kind: "removed" });
    expect(await rows()).toEqual([]);
    expect(told.at(-1)).toBe("removed abc");
    expect(await ingest.find(sourceIdOf(record))).toBe("removed");
  });

  test("a run without a project is uncategorized", async () => {
    const { ingest, runs } = setUp();
    await ingest.ingest(batch(0, 1, { project: "" }));
    expect(await runs.findRun("uncategorized", "abc")).toBeDefined();
  });

  test("a run whose source fell silent has crashed, and lives again when it goes on", async () => {
    const { ingest, runs, clock } = setUp();
    const status = async () => (await runs.findRun("demo", "abc"))?.status;
    await ingest.ingest(batch(0, 1));
    clock.advance(299_000);
    await ingest.review();
    expect(await status()).toBe("running");
    clock.advance(1000);
    await ingest.review();
    expect(await status()).toBe("crashed");
    await ingest.ingest(batch(1, 1, { aliveMs: clock.now() }));
    expect(await status()).toBe("running");
  });

  test("a run that was running when the server stopped is judged after a start", async () => {
    const first = setUp();
    await first.ingest.ingest(batch(0, 1));
    const { runs, metrics, clock } = first;
    clock.advance(400_000);
    const listener: IngestListener = {
      rows: () => undefined,
      run: () => undefined,
      rewound: () => undefined,
      removed: () => undefined,
    };
    const second = createIngest({ runs, metrics, clock, silenceMs: 300_000, listener });
    await second.review();
    expect((await runs.findRun("demo", "abc"))?.status).toBe("crashed");
  });
});
