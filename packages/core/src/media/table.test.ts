import { parseJson } from "@stepwell/protocol";
import type { JsonObject, LogRecord } from "@stepwell/protocol";
import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { decodeArtifact } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { createTestTarget } from "../testing/create-test-target.ts";
import { Graph } from "./graph.ts";
import { Histogram } from "./histogram.ts";
import { Image } from "./image.ts";
import { MEDIA } from "./media.ts";
import { Table } from "./table.ts";
import type { TableOptions } from "./table-options.ts";

function world(key?: string) {
  const fileSystem = createMemoryFileSystem();
  const made = createTestTarget({ fileSystem, ...(key === undefined ? {} : { key }) });
  const artifactsOf = (records: readonly LogRecord[]) =>
    records.flatMap((record) => (record.type === "artifact" ? [decodeArtifact(record.encoded)] : []));
  const read = (path: string): JsonObject =>
    parseJson(new TextDecoder().decode(fileSystem.readFileSync(path))) as JsonObject;
  return { ...made, artifactsOf, read, log: (table: Table) => table[MEDIA].encode(made.target) };
}

/** The type map of a table's only column, as the artifact says it. */
function typeOf(data: readonly unknown[], options: TableOptions = {}): unknown {
  const { log, files, artifactsOf, read } = world();
  log(new Table({ columns: ["a"], data: data.map((value) => [value]), ...options }));
  const [artifact] = artifactsOf(files.take());
  const { column_types } = read(artifact?.contents[0]?.localPath ?? "") as { column_types: JsonObject };
  return (column_types as { params: { type_map: { a: unknown } } }).params.type_map.a;
}

const union = (...allowed_types: object[]) => ({ wb_type: "union", params: { allowed_types } });
const none = { wb_type: "none" };
const number = { wb_type: "number" };
const list = (element_type: object, length: number) => ({
  wb_type: "list",
  params: { element_type, length },
});

describe("column types are those of the official client", () => {
  test.each<[string, readonly unknown[], unknown]>([
    ["a list with null, then one without", [[null, 2], [1]], union(none, list(union(none, number), 1))],
    ["an empty list first", [[], [1]], union(none, list(number, 1))],
    ["a list of mixed values", [[1, "a"]], union(list({ wb_type: "invalid" }, 2), none)],
    ["lists in lists", [[[1, 2], [3]]], union(none, list(list(number, 1), 2))],
    [
      "a dict whose null member is missing later",
      [{ x: 1, y: null }, { x: 1 }],
      union(none, { wb_type: "typedDict", params: { type_map: { x: number, y: none } } }),
    ],
    ["an empty dict", [{}], union(none, { wb_type: "typedDict", params: { type_map: {} } })],
    [
      "a histogram",
      [new Histogram([1])],
      union(none, { wb_type: "pythonObject", params: { class_name: "Histogram" } }),
    ],
    ["bigints and NaN", [1n, NaN], union(none, number)],
  ])("%s", (_, data, expected) => {
    expect(typeOf(data)).toEqual(expected);
  });

  test("images: what is drawn on any of them", () => {
    const position = { middle: [0.5, 0.5], width: 0.1, height: 0.2 } as const;
    const image = (layer: string, classId: number, score: string) =>
      new Image(Uint8Array.of(1), {
        shape: [1, 1],
        boxes: {
          [layer]: {
            boxes: [{ position, classId, scores: { [score]: 1 } }],
            classLabels: { [classId]: "l" },
          },
        },
      });
    const constant = (val: unknown) => ({ wb_type: "const", params: { val, is_set: false } });
    expect(typeOf([image("p", 1, "a"), image("p", 2, "b"), image("q", 2, "b")])).toEqual(
      union(
        {
          wb_type: "image-file",
          params: {
            box_layers: constant({ p: [1, 2], q: [2] }),
            box_score_keys: { wb_type: "const", params: { val: ["a", "b"], is_set: true } },
            mask_layers: constant({}),
            box_class_maps: constant({ p: { 1: "l", 2: "l" }, q: { 2: "l" } }),
            mask_class_maps: constant({}),
            class_map: constant({ 1: "l", 2: "l" }),
          },
        },
        none,
      ),
    );
  });
});

describe("values that don't fit their column are refused, and the table stays as it was", () => {
  test.each<[string, readonly unknown[], TableOptions?]>([
    ["a number after a truth value", [true, 1]],
    ["null in a list after a list without", [[1], [null, 2]]],
    ["a member that was null", [{ x: null }, { x: 2 }]],
    ["a missing member", [{ x: 1 }, {}]],
    ["an extra member", [{ x: 1 }, { x: 1, y: 1 }]],
    ["null where the column must have a value", [1, null], { optional: false }],
    ["arrays of another shape", [new Float32Array(2), new Float32Array(3)]],
    ["a function", [1, () => 1]],
    ["a promise", [1, Promise.resolve(1)]],
    ["a graph", [1, new Graph()]],
  ])("%s", (_, values, options) => {
    const table = new Table({ columns: ["a"], ...options });
    for (const value of values.slice(0, -1)) table.addData(value);
    const { rowCount } = table;
    expect(() => table.addData(values.at(-1))).toThrow(UsageError);
    expect(() => table.addData(values.at(-1))).toThrow('the column "a"');
    expect(table.rowCount).toBe(rowCount);
  });

  test("a refused row leaves no type behind", () => {
    const table = new Table({ columns: ["a", "b"] });
    table.addData(null, 1);
    expect(() => table.addData("text", "no number")).toThrow(UsageError);
    expect(() => table.addData(7, 2)).not.toThrow();
  });

  test("a cell that contains itself", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => new Table({ columns: ["a"], data: [[cycle]] })).toThrow("nested too deeply");
  });
});

test("wrong shapes of a table are refused", () => {
  expect(() => new Table({ columns: "ab" as never })).toThrow("the columns are no list of names");
  expect(() => new Table({ columns: ["a"], data: [[1, 2]] })).toThrow('it has "2" values for "1" columns');
  expect(() => new Table({ logMode: "immutable" as never })).toThrow('the log mode "immutable" is unknown');
  const table = new Table({ columns: ["a"], data: [[1]] });
  expect(() => table.addColumn("b", [1, 2])).toThrow('it has "2" values for "1" rows');
  expect(() => table.addColumn("b", [null])).toThrow('the column "b"');
  expect(() => table.addColumn("b", [null], { optional: true })).not.toThrow();
});

test("the run's file is compact JSON, and the artifact holds the media of cells", () => {
  const { log, textOf, files, artifactsOf, read } = world("Custom Chart Tables/t");
  const image = new Image(Uint8Array.of(7), { shape: [1, 1] });
  const json = log(
    new Table({
      columns: ["x", "i", "n"],
      data: [
        [1, image, NaN],
        [2, image, 1.5],
      ],
    }),
  );
  expect(textOf(json["path"])).toBe('{"columns":["x","i","n"],"data":[[1,"Image",NaN],[2,"Image",1.5]]}');
  const [artifact] = artifactsOf(files.take());
  expect(artifact).toMatchObject({
    artifactType: "run_table",
    name: expect.stringMatching(/^run-r-CustomChartTablest-[\w-]{6}$/) as string,
    finalize: true,
  });
  const [table, stored] = artifact?.contents ?? [];
  expect(artifact?.contents).toHaveLength(2);
  expect(json["artifact_path"]).toBe(
    `wandb-client-artifact://${artifact?.clientId ?? ""}/Custom Chart Tables/t.table.json`,
  );
  const cell = { _type: "image-file", path: stored?.path, format: "png", width: 1, height: 1 };
  expect(read(table?.localPath ?? "")).toMatchObject({
    data: [
      [1, cell, null],
      [2, cell, 1.5],
    ],
  });
  expect(stored?.path).toMatch(/^media\/images\/[0-9a-f]{20}\.png$/);
});

describe("a second log of the same table", () => {
  test("immutable: the same again, whatever came since", () => {
    const { log, files } = world();
    const table = new Table({ columns: ["a"], data: [[1]] });
    const first = log(table);
    files.take();
    table.addData(2);
    expect(log(table)).toBe(first);
    expect(files.take()).toEqual([]);
  });

  test("mutable: a new version once it changed", () => {
    const { log } = world();
    const table = new Table({ columns: ["a"], data: [[1]], logMode: "MUTABLE" });
    const first = log(table);
    expect(log(table)).toBe(first);
    table.addData(2);
    expect(log(table)).toMatchObject({ nrows: 2, log_mode: "MUTABLE" });
    expect(log(table)["artifact_path"]).not.toBe(first["artifact_path"]);
  });

  test("incremental: the rows that came since, with the way back", () => {
    const { log, textOf, files, artifactsOf, read } = world();
    const table = new Table({ columns: ["a"], data: [[1]], logMode: "INCREMENTAL" });
    const first = log(table);
    expect(first).toMatchObject({
      _type: "incremental-table-file",
      increment_num: 0,
      previous_increments_paths: [],
      nrows: 1,
    });
    expect(first["artifact_path"]).toMatch(/\/None-\d+\.k\.table\.json$/);
    table.addData(2).addData(3);
    const second = log(table);
    expect(second).toMatchObject({
      increment_num: 1,
      previous_increments_paths: [first["artifact_path"]],
      nrows: 3,
    });
    expect(second["artifact_path"]).toMatch(/\/1-\d+\.k\.table\.json$/);
    expect(textOf(second["path"])).toBe('{"columns":["a"],"data":[[2],[3]]}');
    expect(log(table)).toBe(second);
    const artifacts = artifactsOf(files.take());
    expect(artifacts).toMatchObject([
      { artifactType: "wandb-run-incremental-table", name: "run-r-incr-k", incremental: true },
      { name: "run-r-incr-k" },
    ]);
    expect(read(artifacts[1]?.contents[0]?.localPath ?? "")).toMatchObject({
      data: [[2], [3]],
      nrows: 2,
      increment_num: 1,
    });
    expect(() => table.addColumn("b", [1, 2, 3])).toThrow("only gains rows");
  });

  test("in another run it is written anew", () => {
    const table = new Table({ columns: ["a"], data: [[1]] });
    const first = world().log(table);
    const second = world().log(table);
    expect(second).not.toBe(first);
    expect(second["sha256"]).toBe(first["sha256"]);
  });
});
