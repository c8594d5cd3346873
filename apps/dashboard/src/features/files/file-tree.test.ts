import { expect, test } from "vitest";
import { treeRows } from "./file-tree.ts";

const files = [
  { path: "output.log", size: 10 },
  { path: "media/images/b_10.png", size: 5, modifiedAt: 30 },
  { path: "media/images/b_9.png", size: 6, modifiedAt: 20 },
  { path: "code/a/b/c.js", size: 7 },
  { path: "__proto__/x", size: 1 },
];

const shape = (closed: readonly string[] = []) =>
  treeRows({ files, closed: new Set(closed) }).map(({ name, depth, size }) => [name, depth, size]);

test("folders come before files, numbers in order, chains of single folders as one", () => {
  expect(shape()).toEqual([
    ["__proto__", 0, 1],
    ["x", 1, 1],
    ["code/a/b", 0, 7],
    ["c.js", 1, 7],
    ["media/images", 0, 11],
    ["b_9.png", 1, 6],
    ["b_10.png", 1, 5],
    ["output.log", 0, 10],
  ]);
});

test("a closed folder hides what it holds and still says how much", () => {
  expect(shape(["media/images", "code/a/b"]).slice(2)).toEqual([
    ["code/a/b", 0, 7],
    ["media/images", 0, 11],
    ["output.log", 0, 10],
  ]);
  const media = treeRows({ files, closed: new Set() }).find(({ name }) => name === "media/images");
  expect(media).toMatchObject({ files: 2, modifiedAt: 30, path: "media/images" });
});
