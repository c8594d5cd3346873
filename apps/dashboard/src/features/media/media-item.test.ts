import { expect, test } from "vitest";
import { mediaItems } from "./media-item.ts";
import { tableContent } from "../tables/table-content.ts";

test.each([
  [{ _type: "image-file", path: "a.png" }, [["image", "a.png"]]],
  [{ _type: "audio-file", path: "a.wav", caption: "beep" }, [["audio", "a.wav"]]],
  [{ _type: "table-file", path: "t.table.json", nrows: 3 }, [["table", "t.table.json"]]],
  [
    { _type: "joined-table", artifact_path: "wandb-client-artifact://abc/both.joined-table.json" },
    [["table", "both.joined-table.json"]],
  ],
  [{ _type: "table-file", path: "t.parquet" }, [["file", "t.parquet"]]],
  [
    { _type: "videos", videos: [{ path: "a.mp4" }, { path: "b.gif" }], captions: false },
    [
      ["video", "a.mp4"],
      ["video", "b.gif"],
    ],
  ],
  [
    { _type: "object3D", filenames: ["x"], objects: [{ path: "media/object3D/x" }] },
    [["object3d", "media/object3D/x"]],
  ],
  [{ _type: "molecule", filenames: ["m.pdb", null] }, [["molecule", "m.pdb"]]],
  [{ _type: "something-file", path: "s.bin" }, [["file", "s.bin"]]],
])("%j names its files", (value, expected) => {
  expect(mediaItems(value as never).map(({ kind, path }) => [kind, path])).toEqual(expected);
});

test("captions of a group reach its files", () => {
  const items = mediaItems({ _type: "audio", audio: [{ path: "a" }, { path: "b" }], captions: ["one"] });
  expect(items.map(({ caption }) => caption)).toEqual(["one", ""]);
});

test("an increment of a table names those before it, and how many rows all have", () => {
  const [item] = mediaItems({
    _type: "incremental-table-file",
    path: "t.table.json",
    artifact_path: "wandb-client-artifact://b/t.table.json",
    previous_increments_paths: ["wandb-client-artifact://a/t.table.json"],
    nrows: 5,
  });
  expect(item).toMatchObject({ earlier: ["wandb-client-artifact://a/t.table.json"], rows: 5 });
});

test.each([
  null,
  "x",
  [],
  {},
  { path: "a" },
  { _type: "__proto__", path: 3 },
  { _type: "videos", videos: "no" },
  { _type: "audio", audio: [null, 3, {}] },
])("the value %j names no file", (value) => {
  expect(mediaItems(value as never)).toEqual([]);
});

test("a table has a cell for every column", () => {
  expect(tableContent('{"columns":["a",2],"data":[[1],[NaN,"x",3],"no"]}')).toEqual({
    columns: ["a", "2"],
    rows: [
      [1, null],
      [Number.NaN, "x"],
    ],
  });
});

test.each(["", "[]", "null", '{"columns":3,"data":[]}', '{"columns":["a"]}'])("%j is no table", (file) => {
  expect(tableContent(file)).toBeUndefined();
});
