import { expect, test } from "vitest";
import { editedState } from "../edited-state.ts";
import type { RunStore, StoredSource, UploadedFile } from "../run-store.ts";

/** What every run store must do with files that come by wire. */
export function uploadsConformance(openStore: () => Promise<RunStore>): void {
  test("files of a run are those that were added, replaced and removed, under any names", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    await store.saveSource(number, sourceWith("s"), []);
    expect(await store.uploads(number)).toEqual(new Map());
    const odd = { "\ud800": fileOf("a"), "a\0b": fileOf("b"), '"c"': fileOf("c"), __proto__x: fileOf("d") };
    await store.addUploads(number, "s", { ...odd, "x.png": { ...fileOf("e"), md5: "m" } });
    expect(Object.fromEntries(await store.uploads(number))).toEqual({
      ...odd,
      "x.png": { ...fileOf("e"), md5: "m" },
    });
    await store.addUploads(number, "s", { "x.png": fileOf("f") });
    expect(await store.uploads(number, ["x.png", "a\0b", "none"])).toEqual(
      new Map([
        ["a\0b", fileOf("b")],
        ["x.png", fileOf("f")],
      ]),
    );
    await store.removeUploads(number, ["x.png", '"c"', "none"]);
    expect([...(await store.uploads(number)).keys()].toSorted()).toEqual(
      ["__proto__x", "a\0b", "\ud800"].toSorted(),
    );
    expect(await store.unnamed([fileOf("c").address, fileOf("a").address, fileOf("f").address])).toEqual([
      fileOf("c").address,
      fileOf("f").address,
    ]);
  });

  test("of several sources the one that started last gives a file, and removing it removes it from all", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    await store.saveSource(number, sourceWith("late", 9), []);
    await store.saveSource(number, sourceWith("early", 5), []);
    await store.addUploads(number, "late", { x: fileOf("a") });
    await store.addUploads(number, "early", { x: fileOf("b"), y: fileOf("c") });
    const both = new Map([
      ["x", fileOf("a")],
      ["y", fileOf("c")],
    ]);
    expect(await store.uploads(number)).toEqual(both);
    await store.removeUploads(number, ["x"]);
    expect(await store.uploads(number)).toEqual(new Map([["y", fileOf("c")]]));
  });

  test("files stay when their source is saved again or their run is moved, and go with the run", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    await store.saveSource(number, sourceWith("s"), []);
    await store.addUploads(number, "s", { x: fileOf("a") });
    await store.saveSource(number, { ...sourceWith("s"), position: 7 }, []);
    await store.moveRun(number, "q");
    expect(await store.uploads(number)).toEqual(new Map([["x", fileOf("a")]]));
    await store.remove(number);
    expect(await store.uploads(number)).toEqual(new Map());
    expect(await store.unnamed([fileOf("a").address])).toEqual([fileOf("a").address]);
  });

  test("files need a run and a source of it", async () => {
    const store = await openStore();
    const { number } = await store.openRun("p", "a", 1);
    const other = await store.openRun("p", "b", 1);
    await store.saveSource(other.number, sourceWith("s"), []);
    await expect(store.addUploads(number, "s", { x: fileOf("a") })).rejects.toThrow("has no such source");
    await expect(store.addUploads(number + 99, "s", { x: fileOf("a") })).rejects.toThrow("does not exist");
    await expect(store.removeUploads(number + 99, ["x"])).rejects.toThrow("does not exist");
    expect(await store.uploads(number + 99)).toEqual(new Map());
    expect(await store.uploads(other.number)).toEqual(new Map());
  });
}

function sourceWith(id: string, startedMs = 1): StoredSource {
  const state = editedState({ sources: [], edits: {} });
  return { id, origin: "o", startedMs, position: 0, damage: [], state };
}

function fileOf(letter: string): UploadedFile {
  return { address: letter.repeat(64), size: letter.charCodeAt(0) };
}
