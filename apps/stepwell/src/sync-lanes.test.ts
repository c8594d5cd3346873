import { expect, test } from "vitest";
import { lanesOf } from "./sync-lanes.ts";

const folder = (name: string, parentId?: string) => ({
  path: `/runs/${name}`,
  runId: name.split("-").at(-1) as string,
  parentId,
  isSearched: true,
});
const names = (lanes: ReturnType<typeof lanesOf>) =>
  lanes.map((lane) => lane.map(({ path }) => path.slice("/runs/".length)));

test("runs that have nothing to do with each other go beside each other, sessions of one go as they began", () => {
  const folders = ["run-20261123_043100-a", "run-20261123_043101-b", "run-20261123_043102-a"];
  expect(names(lanesOf(folders.map((name) => folder(name))))).toEqual([
    ["run-20261123_043100-a", "run-20261123_043102-a"],
    ["run-20261123_043101-b"],
  ]);
});

test("a fork goes behind its parent, also behind a session that began in the same second", () => {
  const lanes = lanesOf([
    folder("offline-run-20261123_043100-parent"),
    folder("offline-run-20261123_043201-fork", "parent"),
    folder("offline-run-20261123_043201-grandchild", "fork"),
    folder("offline-run-20261123_043201-parent"),
    folder("offline-run-20261123_043205-parent"),
  ]);
  expect(names(lanes)).toEqual([
    [
      "offline-run-20261123_043100-parent",
      "offline-run-20261123_043201-parent",
      "offline-run-20261123_043201-fork",
      "offline-run-20261123_043201-grandchild",
      "offline-run-20261123_043205-parent",
    ],
  ]);
});

test("a fork that went on in another session still goes behind its parent", () => {
  const lanes = lanesOf([
    folder("run-20261123_043201-fork", "parent"),
    folder("run-20261123_043201-parent"),
    folder("run-20261123_043300-fork"),
  ]);
  expect(names(lanes)).toEqual([
    ["run-20261123_043201-parent", "run-20261123_043201-fork", "run-20261123_043300-fork"],
  ]);
});

test("a parent that is not there, and runs that say they are each other's parents, hold nothing up", () => {
  expect(names(lanesOf([folder("run-20261123_043100-a", "gone")]))).toEqual([["run-20261123_043100-a"]]);
  const circle = lanesOf([
    folder("run-20261123_043100-a", "b"),
    folder("run-20261123_043101-b", "a"),
    folder("run-20261123_043102-c", "c"),
  ]);
  expect(circle.flat()).toHaveLength(3);
});
