import { expect, test } from "vitest";
import { appendTables } from "./append-tables.ts";
import { isTablePath, readArtifactTable, type ArtifactFiles } from "./read-artifact-table.ts";
import type { TableContent } from "./table-content.ts";

const left = {
  columns: ["id", "guess"],
  rows: [
    [1, "a"],
    [2, "b"],
  ],
};
const right = { columns: ["image_id", "truth"], rows: [[2, "b"]] };

function filesOf(contents: Readonly<Record<string, TableContent | string>>): ArtifactFiles {
  return {
    list: async (folder) => Object.keys(contents).filter((path) => path.startsWith(`${folder}/`)),
    text: async (path) => contents[path] as string,
    table: async (path) => contents[path] as TableContent,
  };
}

test("a joined table has the rows of both, by one key or two", async () => {
  const both = JSON.stringify({
    table1: "left.table.json",
    table2: "right.table.json",
    join_key: ["id", "image_id"],
  });
  const files = filesOf({
    "left.table.json": left,
    "right.table.json": right,
    "both.joined-table.json": both,
  });
  expect(await readArtifactTable(files, "both.joined-table.json")).toEqual({
    columns: ["id", "guess", "truth"],
    rows: [
      [1, "a", null],
      [2, "b", "b"],
    ],
  });
});

test("a partitioned table has the rows of all tables below its folder, and of nothing else", async () => {
  const files = filesOf({
    "parts/1.table.json": left,
    "parts/2.table.json": { columns: ["guess", "id"], rows: [["c", 3]] },
    "parts/picture.png": "",
    "parts2/1.table.json": left,
    "all.partitioned-table.json": `{"parts_path": "parts"}`,
  });
  expect((await readArtifactTable(files, "all.partitioned-table.json")).rows).toEqual([
    [1, "a"],
    [2, "b"],
    [3, "c"],
  ]);
});

test.each([
  ["x.joined-table.json", "[]", "The file holds no table."],
  ["x.joined-table.json", `{"table1": 1, "table2": 2}`, "It does not say which tables it joins."],
  ["x.partitioned-table.json", "{}", "It does not say where its parts are."],
])("%s with %s is told", async (path, text, reason) => {
  await expect(readArtifactTable(filesOf({ [path]: text }), path)).rejects.toThrow(reason);
});

test("a join by columns that are not there is told", async () => {
  const files = filesOf({
    a: left,
    b: right,
    "x.joined-table.json": `{"table1":"a","table2":"b","join_key":"id"}`,
  });
  await expect(readArtifactTable(files, "x.joined-table.json")).rejects.toThrow(
    'It joins by "id" and "id", which its tables don\'t have.',
  );
});

test("tables with other columns are put together by the names", () => {
  const joined = appendTables([left, { columns: ["id", "note"], rows: [[3, "n"]], moreColumns: 2 }]);
  expect(joined).toEqual({
    columns: ["id", "guess", "note"],
    rows: [
      [1, "a", null],
      [2, "b", null],
      [3, null, "n"],
    ],
    moreColumns: 2,
  });
});

test("tables are known by the ends of their names", () => {
  expect(
    ["a.table.json", "b.joined-table.json", "c/d.partitioned-table.json", "table.json", "a.json"].map(
      isTablePath,
    ),
  ).toEqual([true, true, true, false, false]);
});
