import { expect, test } from "vitest";
import type { RunStore } from "../run-store.ts";

/** What every run store must do with views that people saved of a project. */
export function viewsConformance(openStore: () => Promise<RunStore>): void {
  const draft = { project: "p", name: "b", updatedMs: 5, document: '{"x":1}', mostOthers: 9 };

  test("saved views are listed by name, read, replaced and removed", async () => {
    const { views } = await openStore();
    expect(await views.list("p")).toEqual([]);
    expect(await views.read("p", "b")).toBeUndefined();
    expect(await views.save(draft)).toBe(true);
    expect(await views.save({ ...draft, name: "a\u0000/", document: "\ud800" })).toBe(true);
    expect(await views.save({ ...draft, project: "q" })).toBe(true);
    expect(await views.save({ ...draft, updatedMs: 6, document: "{}" })).toBe(true);
    expect(await views.list("p")).toEqual([
      { name: "a\u0000/", updatedMs: 5 },
      { name: "b", updatedMs: 6 },
    ]);
    expect(await views.read("p", "b")).toEqual({ name: "b", updatedMs: 6, document: "{}" });
    expect(await views.read("p", "a\u0000/")).toMatchObject({ document: "\ud800" });
    expect(await views.remove("p", "b")).toBe(true);
    expect(await views.remove("p", "b")).toBe(false);
    expect((await views.list("p")).map(({ name }) => name)).toEqual(["a\u0000/"]);
    expect(await views.list("q")).toHaveLength(1);
  });

  test("a project with too many views takes no other one, and goes on to take those it has", async () => {
    const { views } = await openStore();
    expect(await views.save({ ...draft, name: "a", mostOthers: 1 })).toBe(true);
    expect(await views.save({ ...draft, name: "b", mostOthers: 1 })).toBe(true);
    expect(await views.save({ ...draft, name: "c", mostOthers: 1 })).toBe(false);
    expect(await views.save({ ...draft, name: "b", updatedMs: 9, mostOthers: 1 })).toBe(true);
    expect((await views.list("p")).map(({ name, updatedMs }) => [name, updatedMs])).toEqual([
      ["a", 5],
      ["b", 9],
    ]);
  });

  test("views go with their project when it is renamed, and are gone when it is removed", async () => {
    const store = await openStore();
    await store.openRun("p", "a", 1);
    await store.views.save(draft);
    await store.views.save({ ...draft, project: "q", name: "left over" });
    expect(await store.renameProject("p", "q")).toBe(true);
    expect(await store.views.list("p")).toEqual([]);
    expect(await store.views.list("q")).toEqual([{ name: "b", updatedMs: 5 }]);
    await store.removeProject("q");
    expect(await store.views.list("q")).toEqual([]);
    expect(await store.project("q")).toMatchObject({ name: "q" });
  });
}
