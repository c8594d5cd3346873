import type { ConsoleLine, RunState } from "@stepwell/runlog";
import { afterEach, describe, expect, test } from "vitest";
import type { RunStore, StoredSource } from "../run-store.ts";
import { accountStoreConformance } from "./account-store-conformance.ts";
import { artifactStoreConformance } from "./artifact-store-conformance.ts";
import { runQueryConformance } from "./run-query-conformance.ts";
import { movesConformance } from "./moves-conformance.ts";
import { definitionsConformance } from "./definitions-conformance.ts";
import { uploadsConformance } from "./uploads-conformance.ts";
import { projectsConformance } from "./projects-conformance.ts";
import { sweepConformance } from "./sweep-conformance.ts";
import { viewsConformance } from "./views-conformance.ts";

/** What every run store must do. `open` gives an empty one. */
export function runStoreConformance(name: string, open: () => Promise<RunStore>): void {
  describe(`${name} as a run store`, () => {
    const opened: RunStore[] = [];
    const openStore = async (): Promise<RunStore> => {
      const store = await open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    artifactStoreConformance(openStore);
    runQueryConformance(openStore);
    accountStoreConformance(openStore);
    projectsConformance(openStore);
    viewsConformance(openStore);
    movesConformance(openStore);
    definitionsConformance(openStore);
    uploadsConformance(openStore);
    sweepConformance(openStore);

    test("opening a run creates it once", async () => {
      const store = await openStore();
      const created = await store.openRun("mnist", "a1", 1000.5);
      expect(created).toEqual({
        number: created.number,
        project: "mnist",
        runId: "a1",
        color: 0,
        createdMs: 1000.5,
        updatedMs: 1000.5,
        status: "running",
        sources: [],
        edits: {},
      });
      expect(await store.openRun("mnist", "a1", 2000)).toEqual(created);
      expect(await store.findRun("mnist", "a1")).toEqual(created);
      expect(await store.run(created.number)).toEqual(created);
    });

    test("runs opened at the same time are one", async () => {
      const store = await openStore();
      const runs = await Promise.all([1, 2, 3].map((ms) => store.openRun("p", "same", ms)));
      expect(new Set(runs.map(({ number }) => number)).size).toBe(1);
    });

    test("numbers of runs are found by name, in their order", async () => {
      const store = await openStore();
      const [a, b] = [await store.openRun("p", "a", 1), await store.openRun("q", "b\0", 1)];
      const names = [
        { project: "q", runId: "b\0" },
        { project: "p", runId: "b\0" },
        { project: "p", runId: "a" },
      ];
      expect(await store.runNumbers(names)).toEqual([b.number, undefined, a.number]);
      await store.remove(a.number);
      expect(await store.runNumbers(names)).toEqual([b.number, undefined, undefined]);
    });

    test("the same run id in two projects is two runs", async () => {
      const store = await openStore();
      const first = await store.openRun("p", "same", 1);
      const second = await store.openRun("q", "same", 1);
      expect(second.number).not.toBe(first.number);
      expect(await store.findRun("r", "same")).toBeUndefined();
      expect(await store.run(first.number + second.number + 1)).toBeUndefined();
    });

    test("colours go round, and a removed run's place is taken first", async () => {
      const store = await openStore();
      const numbers: number[] = [];
      const colors: number[] = [];
      for (let index = 0; index < 13; index++) {
        const run = await store.openRun("p", `r${index}`, 1);
        numbers.push(run.number);
        colors.push(run.color);
      }
      expect(colors).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0]);
      await store.remove(numbers[5] as number);
      expect((await store.openRun("p", "next", 1)).color).toBe(5);
      expect((await store.openRun("p", "after", 1)).color).toBe(1);
      expect((await store.openRun("other", "first", 1)).color).toBe(0);
    });

    test("a run's number is never used again", async () => {
      const store = await openStore();
      const first = await store.openRun("p", "a", 1);
      await store.remove(first.number);
      const second = await store.openRun("p", "a", 1);
      expect(second.number).toBeGreaterThan(first.number);
    });

    test("a source keeps that its run was rewound, what came late, and how far it was read", async () => {
      const store = await openStore();
      const { number } = await store.openRun("p", "a", 1);
      const source = sourceWith("s", { rewound: { epoch: 2, until: 1.25 }, stale: 7, readBytes: 2 ** 40 });
      await store.saveSource(number, source, []);
      expect((await store.run(number))?.sources).toEqual([source]);
      await store.saveSource(number, sourceWith("s", {}), []);
      expect((await store.run(number))?.sources).toEqual([sourceWith("s", {})]);
    });

    test("updates change what they name, and edits lie over each other", async () => {
      const store = await openStore();
      const { number } = await store.openRun("p", "a", 1);
      await store.update(number, { status: "failed" });
      await store.update(number, { updatedMs: 77, edits: { name: "better", tags: ["x", "é"] } });
      await store.update(number, { edits: { notes: "n", tags: [] } });
      expect(await store.run(number)).toMatchObject({
        status: "failed",
        updatedMs: 77,
        edits: { name: "better", tags: [], notes: "n" },
      });
      await expect(store.update(number + 99, { status: "failed" })).rejects.toThrow("does not exist");
    });

    test.each(["a\0b", '"', '"quoted"', "half \ud800", "other half \udfff", "", "π 🎉"])(
      "the text %j comes back from wherever it stands",
      async (text) => {
        const store = await openStore();
        await store.openRun(`${text}?`, text, 1);
        const { number } = await store.openRun(text, text, 1);
        const source = sourceWith(text, {
          origin: text,
          state: stateWith({ config: { [text]: text } }),
          damage: [text],
        });
        await store.saveSource(number, source, [line(0, text)]);
        await store.update(number, { edits: { name: text, tags: [text] } });
        const run = await store.findRun(text, text);
        expect(run).toMatchObject({
          number,
          project: text,
          runId: text,
          edits: { name: text, tags: [text] },
        });
        expect(run?.sources).toEqual([source]);
        expect(await store.findSource(text)).toEqual({ run: number, source });
        expect(await store.console(number, { from: 0, limit: 9 })).toEqual([line(0, text)]);
        expect((await store.runs({ project: text, limit: 9 })).map((one) => one.number)).toEqual([number]);
        expect((await store.projects()).map((project) => project.name)).toContain(text);
        await store.remove(number);
        expect(await store.findSource(text)).toBe("removed");
      },
    );

    test("a source's state comes back equal, with exact integers and numbers that JSON lacks", async () => {
      const store = await openStore();
      const { number } = await store.openRun("p", "a", 1);
      const state = stateWith({
        config: { lr: 1e-7, nan: Number.NaN, inf: -Infinity, big: 9223372036854775807n, "": { x: [null] } },
      });
      const source = sourceWith("s1", { state, damage: ['block "3" is damaged'] });
      await store.saveSource(number, source, []);
      expect(await store.findSource("s1")).toEqual({ run: number, source });
      expect((await store.run(number))?.sources).toEqual([source]);
      const moved = { ...source, position: 2 ** 40, origin: "elsewhere" };
      await store.saveSource(number, moved, []);
      expect((await store.run(number))?.sources).toEqual([moved]);
      expect(await store.findSource("unknown")).toBeUndefined();
    });

    test("sources are listed by start time, then by id", async () => {
      const store = await openStore();
      const { number } = await store.openRun("p", "a", 1);
      for (const [id, startedMs] of [
        ["c", 5],
        ["b", 9],
        ["a", 9],
        ["d", 1.5],
      ] as const) {
        await store.saveSource(number, sourceWith(id, { startedMs }), []);
      }
      expect((await store.run(number))?.sources.map(({ id }) => id)).toEqual(["d", "c", "a", "b"]);
    });

    test("a source feeds one run only, and needs one", async () => {
      const store = await openStore();
      const first = await store.openRun("p", "a", 1);
      const second = await store.openRun("p", "b", 1);
      await store.saveSource(first.number, sourceWith("s"), []);
      await expect(store.saveSource(second.number, sourceWith("s"), [])).rejects.toThrow("one run only");
      await expect(store.saveSource(second.number + 9, sourceWith("t"), [])).rejects.toThrow(
        "does not exist",
      );
    });

    test("console lines are upserted, and numbered across sources in order of their start", async () => {
      const store = await openStore();
      const { number } = await store.openRun("p", "a", 1);
      const later = sourceWith("later", { startedMs: 20 });
      const earlier = sourceWith("earlier", { startedMs: 10 });
      await store.saveSource(number, later, [line(0, "late 0"), line(1, "late 1")]);
      await store.saveSource(number, earlier, [
        { ...line(2, "early 2"), time: undefined },
        line(0, "early 0"),
      ]);
      await store.saveSource(number, earlier, [line(1, "early 1"), line(2, "early 2, rewritten")]);
      expect(await store.consoleLength(number)).toBe(5);
      const all = await store.console(number, { from: 0, limit: 99 });
      expect(all.map(({ text }) => text)).toEqual([
        "early 0",
        "early 1",
        "early 2, rewritten",
        "late 0",
        "late 1",
      ]);
      expect(all[0]).toEqual(line(0, "early 0"));
      expect((await store.console(number, { from: 2, limit: 2 })).map(({ text }) => text)).toEqual([
        "early 2, rewritten",
        "late 0",
      ]);
      expect(await store.console(number, { from: 5, limit: 2 })).toEqual([]);
      expect(await store.console(number, { from: 0, limit: 0 })).toEqual([]);
    });

    test("a console line without a time keeps none, and that of one of several writers its label", async () => {
      const store = await openStore();
      const { number } = await store.openRun("p", "a", 1);
      const odd = { ...line(0, "x"), time: undefined, label: "rank \u0000 1" };
      await store.saveSource(number, sourceWith("s"), [odd, line(1, "y")]);
      expect(await store.console(number, { from: 0, limit: 9 })).toEqual([odd, line(1, "y")]);
    });

    test("a removed run is gone, and its sources are remembered as removed", async () => {
      const store = await openStore();
      const removed = await store.openRun("p", "a", 1);
      const kept = await store.openRun("p", "b", 1);
      await store.saveSource(removed.number, sourceWith("s"), [line(0, "x")]);
      await store.saveSource(kept.number, sourceWith("t"), [line(0, "y")]);
      await store.remove(removed.number);
      await store.remove(removed.number);
      expect(await store.run(removed.number)).toBeUndefined();
      expect(await store.findRun("p", "a")).toBeUndefined();
      expect(await store.findSource("s")).toBe("removed");
      expect(await store.consoleLength(removed.number)).toBe(0);
      expect(await store.console(removed.number, { from: 0, limit: 9 })).toEqual([]);
      expect(await store.consoleLength(kept.number)).toBe(1);
      await expect(store.saveSource(kept.number, sourceWith("s"), [])).rejects.toThrow("was removed");
    });

    test("runs are listed newest first, page by page", async () => {
      const store = await openStore();
      for (const id of ["a", "b", "c", "d", "e"]) await store.openRun(id === "c" ? "q" : "p", id, 1);
      const first = await store.runs({ project: "p", limit: 2 });
      expect(first.map(({ runId }) => runId)).toEqual(["e", "d"]);
      const second = await store.runs({ project: "p", limit: 9, before: first[1]?.number as number });
      expect(second.map(({ runId }) => runId)).toEqual(["b", "a"]);
      expect((await store.runs({ limit: 3 })).map(({ runId }) => runId)).toEqual(["e", "d", "c"]);
      await store.update(first[0]?.number as number, { status: "finished" });
      expect((await store.runs({ status: "finished", limit: 9 })).map(({ runId }) => runId)).toEqual(["e"]);
      expect(await store.runs({ project: "none", limit: 9 })).toEqual([]);
    });

    test("after close every call rejects", async () => {
      const store = await openStore();
      await store.openRun("p", "a", 1);
      await store.close();
      await store.close();
      await expect(store.projects()).rejects.toThrow("closed");
      await expect(store.openRun("p", "a", 1)).rejects.toThrow("closed");
      await expect(store.saveSource(1, sourceWith("s"), [])).rejects.toThrow("closed");
      await expect(store.remove(1)).rejects.toThrow("closed");
    });
  });
}

function line(number: number, text: string): ConsoleLine {
  return { number, stream: number % 2 === 0 ? "stdout" : "stderr", time: 1.25, text };
}

function sourceWith(id: string, changes: Partial<StoredSource> = {}): StoredSource {
  return {
    id,
    origin: `/runs/${id}.wandb`,
    startedMs: 1,
    position: 7,
    state: stateWith({}),
    damage: [],
    ...changes,
  };
}

function stateWith(changes: Partial<RunState>): RunState {
  return {
    run: undefined,
    config: {},
    summary: {},
    metrics: [],
    files: [],
    environment: undefined,
    telemetry: undefined,
    exitCode: undefined,
    rows: 0,
    events: 0,
    passedBy: {},
    ...changes,
  };
}
