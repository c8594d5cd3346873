import { expect, test } from "vitest";
import { editedState } from "../edited-state.ts";
import type { RunStore } from "../run-store.ts";

/** What every run store must do with projects that people made, with edits, and with lines that two sources have. */
export function projectsConformance(openStore: () => Promise<RunStore>): void {
  test("projects are summed up, the last active one first", async () => {
    const store = await openStore();
    const a = await store.openRun("quiet", "a", 10);
    await store.openRun("busy", "b", 20);
    const c = await store.openRun("busy", "c", 30);
    await store.update(c.number, { status: "finished", updatedMs: 40 });
    expect(await store.projects()).toEqual([
      { name: "busy", runs: 2, live: 1, lastActivityMs: 40 },
      { name: "quiet", runs: 1, live: 1, lastActivityMs: 10 },
    ]);
    await store.remove(a.number);
    expect((await store.projects()).map(({ name: project }) => project)).toEqual(["busy"]);
  });

  test("a project that somebody made is there without runs, until it is removed", async () => {
    const store = await openStore();
    expect(await store.project("p")).toBeUndefined();
    await store.saveProject({ name: "p", description: "first", createdMs: 5 });
    await store.saveProject({ name: "p", description: "second\u0000", createdMs: 9 });
    expect(await store.project("p")).toEqual({ name: "p", description: "second\u0000", createdMs: 5 });
    expect(await store.projects()).toEqual([{ name: "p", runs: 0, live: 0, lastActivityMs: 5 }]);
    await store.removeProject("p");
    await store.removeProject("p");
    expect(await store.projects()).toEqual([]);
    expect(await store.project("p")).toBeUndefined();
  });

  test("a project that has runs is there, also when what somebody made of it is removed", async () => {
    const store = await openStore();
    await store.openRun("p", "a", 20);
    await store.saveProject({ name: "p", description: "d", createdMs: 30 });
    expect(await store.project("p")).toEqual({ name: "p", description: "d", createdMs: 20 });
    expect(await store.projects()).toEqual([{ name: "p", runs: 1, live: 1, lastActivityMs: 30 }]);
    await store.removeProject("p");
    expect(await store.project("p")).toEqual({ name: "p", description: "", createdMs: 20 });
  });

  test("edits hold values that plain JSON has no way to write, and an edit leaves the others", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    const config = { set: { lr: Number.NaN, high: Infinity, text: "\ud800" }, removed: ["b"] };
    await store.update(number, { edits: { config, notes: "n" } });
    await store.update(number, { edits: { stopping: true, state: null } });
    expect((await store.run(number))?.edits).toEqual({ config, notes: "n", stopping: true, state: null });
  });

  test("console lines of a silent source are not told, and come back with its voice", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    const state = editedState({ sources: [], edits: {} });
    const source = { id: "s", origin: "o", startedMs: 1, position: 0, damage: [], state };
    const line = { number: 0, stream: "stdout", time: 1, text: "x" } as const;
    await store.saveSource(number, { ...source, silent: true }, [line]);
    await store.saveSource(number, { ...source, id: "t", startedMs: 2 }, [{ ...line, text: "y" }]);
    expect(await store.consoleLength(number)).toBe(1);
    expect((await store.console(number, { from: 0, limit: 9 })).map(({ text }) => text)).toEqual(["y"]);
    expect(await store.findSource("s")).toMatchObject({ source: { silent: true } });
    await store.saveSource(number, source, []);
    expect(await store.consoleLength(number)).toBe(2);
  });
}
