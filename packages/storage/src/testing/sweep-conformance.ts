import { expect, test } from "vitest";
import type { ArtifactDraft } from "../artifact-store.ts";
import { editedState } from "../edited-state.ts";
import type { RunStore } from "../run-store.ts";

const fileOf = (letter: string) => ({ address: letter.repeat(64), size: 10 });
const md5Of = (letter: string): string => letter.repeat(32);

/** What every run store must do with uploads that no commit claims. */
export function sweepConformance(openStore: () => Promise<RunStore>): void {
  test("content that no commit claims goes, with pending artifacts of its time", async () => {
    const { artifacts } = await openStore();
    const old = await artifacts.create(draftOf("d1"), 10);
    await artifacts.saveManifest(old.number, fileOf("a"));
    const recent = await artifacts.create(draftOf("d2"), 20);
    await artifacts.saveContent(md5Of("b"), fileOf("b"), 10);
    await artifacts.saveContent(md5Of("c"), fileOf("c"), 20);
    await artifacts.saveContent(md5Of("d"), fileOf("d"));
    expect((await artifacts.sweep(20)).toSorted()).toEqual(["a".repeat(64), "b".repeat(64)]);
    expect(await artifacts.artifact(old.number)).toBeUndefined();
    expect(await artifacts.artifact(recent.number)).toBeDefined();
    const held = await artifacts.contents(["b", "c", "d"].map(md5Of));
    expect(held).toEqual([undefined, fileOf("c"), fileOf("d")]);
    expect(await artifacts.sweep(20)).toEqual([]);
  });

  test("a commit claims the content that it names, and content that is touched waits from then on", async () => {
    const { artifacts } = await openStore();
    const { number } = await artifacts.create(draftOf("d1"), 10);
    for (const letter of ["b", "c", "d"]) await artifacts.saveContent(md5Of(letter), fileOf(letter), 10);
    await artifacts.commit(number, { manifest: fileOf("a"), size: 1, files: 1, md5s: [md5Of("b")] }, 15);
    await artifacts.saveContent(md5Of("b"), fileOf("b"), 16);
    await artifacts.touchContents([md5Of("c"), md5Of("e")], 30);
    expect(await artifacts.sweep(20)).toEqual(["d".repeat(64)]);
    expect(await artifacts.sweep(40)).toEqual(["c".repeat(64)]);
    expect(await artifacts.contents([md5Of("b")])).toEqual([fileOf("b")]);
    expect(await artifacts.artifact(number)).toMatchObject({ state: "committed" });
  });

  test("content of a removed artifact waits again, unless another one holds it", async () => {
    const { artifacts } = await openStore();
    const made = [await artifacts.create(draftOf("d1"), 10), await artifacts.create(draftOf("d2"), 10)];
    for (const letter of ["b", "c"]) await artifacts.saveContent(md5Of(letter), fileOf(letter), 10);
    await artifacts.saveContent(md5Of("e"), fileOf("e"));
    const [first, second] = made.map(({ number }) => number) as [number, number];
    const manifest = fileOf("a");
    const md5s = ["b", "c", "e"].map(md5Of);
    await artifacts.commit(first, { manifest, size: 1, files: 3, md5s }, 11);
    await artifacts.commit(second, { manifest, size: 1, files: 1, md5s: [md5Of("c")] }, 11);
    await artifacts.remove(first, 20);
    expect(await artifacts.sweep(20)).toEqual([]);
    expect(await artifacts.sweep(30)).toEqual(["b".repeat(64)]);
    await artifacts.remove(second, 40);
    await artifacts.touchContents([md5Of("c")], 50);
    expect(await artifacts.sweep(45)).toEqual([]);
    expect(await artifacts.sweep(60)).toEqual(["c".repeat(64)]);
    expect(await artifacts.contents([md5Of("e")])).toEqual([fileOf("e")]);
  });

  test("artifacts are expired when their time is over, except in a portfolio or when they were given more", async () => {
    const { artifacts } = await openStore();
    const made: number[] = [];
    for (const [digest, ttlSeconds] of [
      ["d1", 5],
      ["d2", 5],
      ["d3", 5],
      ["d4", 5],
      ["d5", 9],
    ] as const) {
      const { number } = await artifacts.create({ ...draftOf(digest), ttlSeconds }, 1000);
      if (digest !== "d4") await artifacts.commit(number, { manifest: fileOf("a"), size: 1, files: 1 }, 2000);
      made.push(number);
    }
    const [first, second, third, , fifth] = made as [number, number, number, number, number];
    const never = await artifacts.create(draftOf("d6"), 0);
    await artifacts.commit(never.number, { manifest: fileOf("a"), size: 1, files: 1 }, 0);
    await artifacts.link(second, { project: "p", name: "kept" }, [], 2000);
    await artifacts.update(third, { ttlSeconds: null }, 3000);
    await artifacts.update(fifth, { description: "still" }, 3000);
    expect(await artifacts.artifact(third)).not.toHaveProperty("ttlSeconds");
    expect(await artifacts.artifact(fifth)).toMatchObject({ ttlSeconds: 9, description: "still" });
    expect(await artifacts.expired(5999)).toEqual([]);
    expect(await artifacts.expired(6000)).toEqual([first]);
    await artifacts.remove(first, 6000);
    expect(await artifacts.expired(9999)).toEqual([]);
    expect(await artifacts.expired(10_000)).toEqual([fifth]);
  });

  test("of addresses, those that nothing names are told", async () => {
    const store = await openStore();
    const { artifacts } = store;
    const run = await store.openRun("p", "r", 1);
    const state = editedState({ sources: [], edits: {} });
    const source = { id: "s", origin: "o", startedMs: 1, position: 0, damage: [], state };
    await store.saveSource(run.number, source, []);
    await store.addUploads(run.number, "s", { "x.json": fileOf("b") });
    const { number } = await artifacts.create(draftOf("d1"), 1);
    await artifacts.saveManifest(number, fileOf("c"));
    await artifacts.saveContent(md5Of("9"), fileOf("d"), 5);
    const all = ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(64));
    expect(await store.unnamed(all)).toEqual(["a".repeat(64), "e".repeat(64)]);
    await store.remove(run.number);
    await artifacts.commit(number, { manifest: fileOf("c"), size: 1, files: 1 }, 2);
    await artifacts.remove(number, 3);
    expect(await store.unnamed(all)).toEqual(["a", "b", "c", "e"].map((letter) => letter.repeat(64)));
    expect(await store.unnamed([])).toEqual([]);
  });

  test("an address that something else names is not among those to remove", async () => {
    const store = await openStore();
    const { artifacts } = store;
    const run = await store.openRun("p", "r", 1);
    const state = editedState({ sources: [], edits: {} });
    const source = { id: "s", origin: "o", startedMs: 1, position: 0, damage: [], state };
    await store.saveSource(run.number, source, []);
    await store.addUploads(run.number, "s", { "x.json": fileOf("b") });
    const { number } = await artifacts.create(draftOf("d1"), 1);
    await artifacts.commit(number, { manifest: fileOf("c"), size: 1, files: 1 }, 2);
    await artifacts.saveContent(md5Of("9"), fileOf("d"));
    for (const letter of ["b", "c", "d", "e"]) await artifacts.saveContent(md5Of(letter), fileOf(letter), 10);
    expect(await artifacts.sweep(20)).toEqual(["e".repeat(64)]);
    expect(await artifacts.contents([md5Of("b")])).toEqual([undefined]);
  });
}

function draftOf(digest: string): ArtifactDraft {
  return {
    project: "p",
    collection: "data",
    type: "dataset",
    digest,
    description: "",
    metadata: "{}",
    tags: [],
    aliases: [],
  };
}
