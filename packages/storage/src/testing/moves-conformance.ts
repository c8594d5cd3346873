import { expect, test } from "vitest";
import { editedState } from "../edited-state.ts";
import type { ArtifactDraft } from "../artifact-store.ts";
import type { RunFilter } from "../run-query/run-filter.ts";
import type { RunStore, StoredSource } from "../run-store.ts";

/** What every run store must do with runs that people move, rename the project of, or archive. */
export function movesConformance(openStore: () => Promise<RunStore>): void {
  test("a moved run keeps its number and all that it has, and its former name leads to it", async () => {
    const store = await openStore();
    const { number, color } = await store.openRun("p", "a", 1);
    const line = { number: 0, stream: "stdout", time: 1, text: "x" } as const;
    await store.saveSource(number, sourceWith("s"), [line]);
    await store.update(number, { edits: { notes: "n" } });
    expect(await store.moveRun(number, "q")).toBe(true);
    const moved = await store.run(number);
    expect(moved).toMatchObject({ number, project: "q", runId: "a", color, edits: { notes: "n" } });
    expect(await store.findRun("q", "a")).toEqual(moved);
    expect(await store.findRun("p", "a")).toEqual(moved);
    expect(await store.openRun("p", "a", 9)).toEqual(moved);
    expect(await store.runNumbers([{ project: "p", runId: "a" }])).toEqual([number]);
    expect(await store.formerNames()).toEqual([{ project: "p", runId: "a", run: number, current: "q" }]);
    expect(await store.console(number, { from: 0, limit: 9 })).toEqual([line]);
    expect(await store.findSource("s")).toMatchObject({ run: number });
    expect((await store.projects()).map(({ name, runs }) => [name, runs])).toEqual([["q", 1]]);
    expect(await found(store, "p")).toEqual([]);
    expect(await found(store, "q")).toEqual(["a"]);
  });

  test("a running run and one that has ended are found where they were moved to, at once", async () => {
    const store = await openStore();
    for (const status of ["running", "finished"] as const) {
      const { number } = await store.openRun("p", status, 1);
      await store.saveSource(number, sourceWith(status), []);
      await store.update(number, { status });
    }
    const numbers = await store.runNumbers([
      { project: "p", runId: "running" },
      { project: "p", runId: "finished" },
    ]);
    for (const number of numbers) await store.moveRun(number as number, "q");
    expect(await found(store, "q")).toEqual(["finished", "running"]);
    expect(await found(store, "p")).toEqual([]);
    expect(await store.queries.keys("p")).toEqual([]);
    await store.moveRun(numbers[0] as number, "p");
    expect(await found(store, "q")).toEqual(["finished"]);
    expect(await found(store, "p")).toEqual(["running"]);
  });

  test("a run that was moved there and back has its name alone", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    await store.moveRun(number, "q");
    await store.moveRun(number, "p");
    expect(await store.formerNames()).toEqual([{ project: "q", runId: "a", run: number, current: "p" }]);
    expect(await store.findRun("p", "a")).toMatchObject({ number, project: "p" });
    expect(await store.findRun("q", "a")).toMatchObject({ number, project: "p" });
  });

  test("a run is not moved onto another one, nor onto a name that leads to another one", async () => {
    const store = await openStore();
    const first = await store.openRun("p", "a", 1);
    const second = await store.openRun("q", "a", 1);
    expect(await store.moveRun(first.number, "q")).toBe(false);
    await store.moveRun(second.number, "r");
    expect(await store.moveRun(first.number, "q")).toBe(false);
    expect(await store.moveRun(first.number, "r")).toBe(false);
    expect((await store.run(first.number))?.project).toBe("p");
    await expect(store.moveRun(second.number + 9, "x")).rejects.toThrow("does not exist");
  });

  test("all names of a removed run are remembered as removed", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    await store.moveRun(number, "q");
    await store.moveRun(number, "r");
    await store.remove(number);
    expect(await store.formerNames()).toEqual([]);
    for (const project of ["p", "q", "r"]) expect(await store.wasRemoved(project, "a")).toBe(true);
    expect(await store.findRun("p", "a")).toBeUndefined();
    expect((await store.openRun("p", "a", 2)).number).not.toBe(number);
  });

  test("a name that was removed is one again when a run is moved there", async () => {
    const store = await openStore();
    await store.remove((await store.openRun("q", "a", 1)).number);
    const { number } = await store.openRun("p", "a", 1);
    await store.moveRun(number, "q");
    expect(await store.wasRemoved("q", "a")).toBe(false);
  });

  test("a project that is renamed takes its runs, its description and its artifacts along", async () => {
    const store = await openStore();
    await store.saveProject({ name: "p", description: "d", createdMs: 5 });
    const { number } = await store.openRun("p", "a", 10);
    const made = await store.artifacts.create(draft("p"), 20);
    const manifest = { address: "m", size: 1 };
    await store.artifacts.commit(made.number, { manifest, size: 1, files: 1 }, 20);
    expect(await store.renameProject("p", "q")).toBe(true);
    expect(await store.project("p")).toBeUndefined();
    expect(await store.project("q")).toEqual({ name: "q", description: "d", createdMs: 5 });
    expect(await store.findRun("p", "a")).toMatchObject({ number, project: "q" });
    expect(await found(store, "q")).toEqual(["a"]);
    expect(await store.artifacts.findCollection("p", "data")).toBeUndefined();
    expect(await store.artifacts.findCollection("q", "data")).toMatchObject({ project: "q" });
    expect(await store.renameProject("q", "p")).toBe(true);
    expect(await store.findRun("p", "a")).toMatchObject({ number, project: "p" });
  });

  test("a project is not renamed to one that is there", async () => {
    const store = await openStore();
    await store.openRun("p", "a", 1);
    await store.saveProject({ name: "made", description: "", createdMs: 5 });
    await store.openRun("runs", "a", 1);
    await store.artifacts.create(draft("artifacts"), 20);
    for (const name of ["made", "runs", "artifacts"])
      expect(await store.renameProject("p", name)).toBe(false);
    expect(await store.renameProject("none", "new")).toBe(true);
    expect(await store.project("new")).toBeUndefined();
  });

  test("archived runs are listed by themselves, without them, or with the others", async () => {
    const store = await openStore();
    const [a, b] = [await store.openRun("p", "a", 1), await store.openRun("p", "b", 1)];
    await store.update(a.number, { edits: { archived: true } });
    await store.update(a.number, { edits: { notes: "n" } });
    const listed = async (archived?: boolean): Promise<string[]> =>
      (await store.runs({ limit: 9, ...(archived === undefined ? {} : { archived }) })).map(
        ({ runId }) => runId,
      );
    expect(await listed()).toEqual(["b", "a"]);
    expect(await listed(true)).toEqual(["a"]);
    expect(await listed(false)).toEqual(["b"]);
    const archived = { kind: "equals", path: "archived", value: true } as const;
    expect(await found(store, "p", archived)).toEqual(["a"]);
    expect(await found(store, "p", { kind: "not", of: archived })).toEqual(["b"]);
    await store.update(a.number, { edits: { archived: false } });
    expect(await listed(false)).toEqual(["b", "a"]);
    expect(await found(store, "p", archived)).toEqual([]);
    expect(b.edits).toEqual({});
  });

  test("the name of a removed run is remembered until a run is opened under it", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    await store.openRun("q", "a", 1);
    expect(await store.wasRemoved("p", "a")).toBe(false);
    await store.remove(number);
    expect(await store.wasRemoved("p", "a")).toBe(true);
    expect(await store.wasRemoved("q", "a")).toBe(false);
    await store.openRun("p", "a", 2);
    expect(await store.wasRemoved("p", "a")).toBe(false);
  });
}

async function found(store: RunStore, project: string, filter?: RunFilter): Promise<string[]> {
  const search = { project, limit: 99, ...(filter === undefined ? {} : { filter }) };
  const { runs, total } = await store.queries.find(search);
  expect(total).toBe(runs.length);
  return runs.map(({ runId }) => runId).toSorted();
}

function sourceWith(id: string): StoredSource {
  const state = editedState({ sources: [], edits: {} });
  return { id, origin: "o", startedMs: 1, position: 0, damage: [], state };
}

function draft(project: string): ArtifactDraft {
  return {
    project,
    collection: "data",
    type: "dataset",
    digest: "d",
    description: "",
    metadata: "{}",
    tags: [],
    aliases: [],
  };
}
