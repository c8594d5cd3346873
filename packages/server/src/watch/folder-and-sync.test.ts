import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold, sourceIdOf } from "@stepwell/runlog";
import type { SourceBatch } from "../ingest/source-batch.ts";
import { createRunFolder } from "../testing/run-folder.ts";
import { createWatchedStores } from "../testing/watched-stores.ts";

const ROWS = 60;

/** What the run is doing while it arrives by folder and by sync at once. */
type Move =
  | { readonly kind: "log"; readonly rows: number }
  | { readonly kind: "tick" }
  /** Sync sends rows from a place that it may have sent before: its position was lost, or a reply was. */
  | { readonly kind: "send"; readonly from: number; readonly count: number }
  | { readonly kind: "restart" };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant("log" as const), rows: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant("tick" as const) }),
  fc.record({
    kind: fc.constant("send" as const),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ kind: fc.constant("restart" as const) }),
);

test("rows stored are rows logged, however folder and sync of one run take turns", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async (moves) => {
      const clock = createVirtualClock();
      const fileSystem = createMemoryFileSystem({ clock });
      const folder = createRunFolder({
        fileSystem,
        folder: "/home/ada/wandb/run-1-abc",
        runId: "abc",
        project: "demo",
        startMs: clock.now(),
      });
      let stores = createWatchedStores({ clock, fileSystem });
      const { runs, metrics } = stores;
      const underWay: Promise<unknown>[] = [];
      // The app never lets two ticks overlap; a tick and what comes by wire do.
      let ticking: Promise<unknown> = Promise.resolve();
      for (const step of moves) {
        if (step.kind === "log" && folder.rows + step.rows <= ROWS) {
          folder.log(...Array.from({ length: step.rows }, () => ({ loss: folder.rows })));
        } else if (step.kind === "tick") {
          const { watch } = stores;
          ticking = ticking.then(() => watch.tick());
          underWay.push(ticking);
        } else if (step.kind === "send") {
          const mark =
            (await stores.ingest.find(sourceIdOf(firstRecord(fileSystem, folder.runFile)))) ?? "removed";
          const known = mark === "removed" ? 0 : mark.historyMark;
          underWay.push(
            stores.ingest.ingest(sent(fileSystem, folder.runFile, known * step.from, step.count)),
          );
        } else if (step.kind === "restart") {
          await Promise.all(underWay.splice(0));
          stores = createWatchedStores({ clock, fileSystem, runs, metrics });
        }
      }
      folder.exit(0);
      await Promise.all(underWay);
      for (let tick = 0; tick < 4; tick++) await stores.watch.tick();

      const run = await runs.findRun("demo", "abc");
      const stored = await metrics.rows(run?.number ?? -1, "history", { from: 0, limit: 10_000 });
      expect(stored.map(({ row }) => row["_step"])).toEqual(
        Array.from({ length: folder.rows }, (_, at) => at),
      );
      expect(run?.sources).toHaveLength(1);
      expect(run?.status).toBe("finished");
    }),
    { numRuns: 150 },
  );
}, 60_000);

type Files = Parameters<typeof createWatchedStores>[0]["fileSystem"];

/** What the wire door would hand on: some of the file's rows, with their numbers, and the state so far. */
function sent(fileSystem: Files, runFile: string, from: number, count: number): SourceBatch {
  const { fold, first } = readAll(fileSystem, runFile);
  const rows = fold.takeRows();
  const offset = Math.min(Math.floor(from), rows.length);
  return {
    source: sourceIdOf(first),
    origin: "wire",
    project: "demo",
    runId: "abc",
    startedMs: 0,
    history: { offset, rows: rows.slice(offset, offset + count) },
    events: { offset: 0, rows: [] },
    console: [],
    state: fold.state,
    position: 0,
    damage: [],
    aliveMs: 0,
  };
}

function firstRecord(fileSystem: Files, runFile: string) {
  return readAll(fileSystem, runFile).first;
}

function readAll(fileSystem: Files, runFile: string) {
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(fileSystem.readFileSync(runFile));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "record") fold.apply(event.record);
  }
  const first = fold.state.run;
  if (first === undefined) throw new Error("the run file has no run record");
  return { fold, first };
}
