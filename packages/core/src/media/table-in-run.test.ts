import { decodeArtifact, parseJson } from "@stepwell/protocol";
import type { Artifact as WrittenArtifact, JsonObject } from "@stepwell/protocol";
import { afterEach, describe, expect, test } from "vitest";
import { Artifact } from "../artifacts/artifact.ts";
import { createApi } from "../create-api.ts";
import { UsageError } from "../core-error.ts";
import type { Run } from "../run/run.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { createRunHome } from "../testing/run-home.ts";
import { runContents } from "../testing/run-contents.ts";
import { JoinedTable } from "./joined-table.ts";
import { PartitionedTable } from "./partitioned-table.ts";
import { Table } from "./table.ts";
import type { TableOptions } from "./table-options.ts";

async function start(options: InitOptions = {}) {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "r", project: "p", stats: false, ...options });
  const artifacts = (): WrittenArtifact[] =>
    runContents(world.fileSystem, run).records.flatMap((record) =>
      record.type === "artifact" ? [decodeArtifact(record.encoded)] : [],
    );
  const text = (path: string): string => new TextDecoder().decode(world.fileSystem.readFileSync(path));
  return {
    world,
    run,
    artifacts,
    notices: () => world.printed.join("").split("Stepwell: the table").slice(1),
    lastRow: () => runContents(world.fileSystem, run).rows.at(-1) as JsonObject,
    /** The JSON files of an artifact by name. */
    json: (artifact: WrittenArtifact | undefined) =>
      Object.fromEntries(
        (artifact?.contents ?? [])
          .filter(({ path }) => path.endsWith(".json"))
          .map(({ path, localPath }) => [path, parseJson(text(localPath))]),
      ),
    runFile: (json: unknown) =>
      parseJson(text(`${run.dir}/${(json as { path: string }).path}`)) as { data: unknown[] },
  };
}

const numbers = (count: number, options: TableOptions = {}): Table =>
  new Table({ columns: ["a"], data: Array.from({ length: count }, (_, index) => [index]), ...options });

describe("a table with more rows than are kept", () => {
  const { MAX_ROWS, MAX_ARTIFACT_ROWS } = Table;
  afterEach(() => {
    Table.MAX_ROWS = MAX_ROWS;
    Table.MAX_ARTIFACT_ROWS = MAX_ARTIFACT_ROWS;
  });

  test("is cut in the run's file first, then in its artifact, and what is lost is counted and told", async () => {
    Table.MAX_ROWS = 3;
    Table.MAX_ARTIFACT_ROWS = 5;
    const { run, lastRow, json, artifacts, runFile, notices, world } = await start();
    run.log({ t: numbers(7) });
    run.log({ u: numbers(6) });
    await run.finish();
    expect(lastRow()["u"]).toMatchObject({ nrows: 6 });
    expect(runFile(lastRow()["u"]).data).toHaveLength(3);
    const table = json(artifacts()[0])["t.table.json"] as JsonObject;
    expect([table["nrows"], (table["data"] as unknown[]).length]).toEqual([5, 5]);
    expect(run.stats().dropped).toEqual({ "table-rows": 3 });
    expect(notices()).toEqual([
      ' "t" has 7 rows, and the first 5 are kept. Log it in parts, or raise Table.MAX_ARTIFACT_ROWS.\n',
      expect.stringMatching(/^ "t" has 5 rows, and pages show the first 3/),
    ]);
    expect(world.printed.at(-1)).toContain("3 rows of tables: a table keeps Table.MAX_ARTIFACT_ROWS");
  });

  test.each<[string, InitOptions, Record<string, string>]>([
    ["an option", { tableRaiseOnMaxRowLimitExceeded: true }, {}],
    ["a variable", {}, { WANDB_TABLE_RAISE_ON_MAX_ROW_LIMIT_EXCEEDED: "true" }],
    ["strictness", {}, { WANDB_STRICT: "1" }],
  ])("is refused by %s, and the row with it", async (_, options, env) => {
    Table.MAX_ARTIFACT_ROWS = 5;
    const world = createMemoryWorld({ env });
    const run = await createApi(() => world).init({ id: "r", project: "p", stats: false, ...options });
    expect(() => run.log({ x: 1, t: numbers(6) })).toThrow(UsageError);
    expect(() => run.log({ t: numbers(6) })).toThrow(
      'the table "t": it has "6" rows, and a table can have "5"',
    );
    run.log({ t: numbers(5) });
    expect(runContents(world.fileSystem, run).rows).toEqual([expect.objectContaining({ _step: 0 })]);
    expect(run.stats().dropped).toEqual({});
  });

  test("loses nothing when each increment is short", async () => {
    Table.MAX_ARTIFACT_ROWS = 5;
    const { run, lastRow } = await start();
    const table = numbers(4, { logMode: "INCREMENTAL" });
    run.log({ t: table });
    for (const row of numbers(4)) table.addData(...row);
    run.log({ t: table });
    expect(run.stats().dropped).toEqual({});
    expect(lastRow()["t"]).toMatchObject({ nrows: 8, increment_num: 1 });
  });
});

describe("notices", () => {
  test("an IMMUTABLE table that changed is logged as it was, which is said once", async () => {
    const { run, notices } = await start();
    const table = numbers(1);
    for (let turn = 0; turn < 3; turn++) run.log({ t: table.addData(turn) });
    expect(notices()).toEqual([expect.stringMatching(/^ "t" changed after it was logged/)]);
  });

  test("more than 100 increments are said once", async () => {
    const { run, notices, lastRow } = await start();
    const table = numbers(0, { logMode: "INCREMENTAL" });
    for (let turn = 0; turn < 100; turn++) run.log({ t: table.addData(turn) });
    expect(notices()).toEqual([]);
    for (let turn = 0; turn < 3; turn++) run.log({ t: table.addData(turn) });
    expect(notices()).toEqual([expect.stringMatching(/^ "t" has more than 100 increments/)]);
    expect(lastRow()["t"]).toMatchObject({ increment_num: 102 });
  });

  test("a silent run says nothing", async () => {
    const { run, world } = await start({ silent: true });
    const table = numbers(1);
    for (let turn = 0; turn < 3; turn++) run.log({ t: table.addData(turn) });
    expect(world.printed).toEqual([]);
  });
});

describe("an incremental table in a run that goes on", () => {
  const log = (run: Run): void => run.log({ t: numbers(2, { logMode: "INCREMENTAL" }) });

  test("goes on after the increments before it", async () => {
    const home = createRunHome();
    const first = await home.start();
    log(first);
    await first.finish();
    const before = home.contents(first).rows.at(-1)?.["t"] as JsonObject;
    const second = await home.start({ resume: "must" });
    const table = numbers(1, { logMode: "INCREMENTAL" });
    second.log({ t: table });
    second.log({ t: table.addData(5) });
    const { rows, records } = home.contents(second);
    const [one, two] = rows.slice(-2).map((row) => row["t"] as JsonObject);
    expect(one).toMatchObject({ increment_num: 1, previous_increments_paths: [before["artifact_path"]] });
    expect(two).toMatchObject({
      increment_num: 2,
      previous_increments_paths: [before["artifact_path"], one?.["artifact_path"]],
    });
    expect(one?.["artifact_path"]).toMatch(/\/1-\d+\.t\.table\.json$/);
    expect(records.filter(({ type }) => type === "artifact")).toHaveLength(2);
  });

  test.each([
    ["another run", { _type: "incremental-table-file", increment_num: 3 }, {}],
    ["a table of another mode", { _type: "table-file" }, { resume: "must" }],
    ["a wrong number", { _type: "incremental-table-file", increment_num: "x" }, { resume: "must" }],
    ["text", "incremental-table-file", { resume: "must" }],
  ] as const)("begins anew beside %s", async (_, earlier, options) => {
    const home = createRunHome();
    const first = await home.start();
    first.log({ t: earlier });
    await first.finish();
    const second = await home.start({ ...options, ...("resume" in options ? {} : { id: "abd" }) });
    log(second);
    expect(home.contents(second).rows.at(-1)?.["t"]).toMatchObject({
      increment_num: 0,
      previous_increments_paths: [],
    });
  });
});

describe("tables that belong together", () => {
  const people = (): Table => new Table({ columns: ["id"], data: [["a"], ["b"]] }).setPk("id");

  test("refer to each other by their names in an artifact", async () => {
    const { run, json, artifacts } = await start();
    const [left, right] = [people(), people()];
    const artifact = new Artifact({ name: "x", type: "dataset" });
    artifact.add(left.addColumn("row", right.getIndex()), "dir/left");
    artifact.add(right.setFk("id", left, "id"), "right");
    artifact.add(new JoinedTable(left, "right.table.json", ["id", "id"]), "both");
    artifact.add(new PartitionedTable("dir"), "all");
    await run.logArtifact(artifact);
    const files = json(artifacts()[0]) as Record<string, JsonObject>;
    expect(Object.keys(files).sort()).toEqual([
      "all.partitioned-table.json",
      "both.joined-table.json",
      "dir/left.table.json",
      "right.table.json",
    ]);
    expect(files["both.joined-table.json"]).toEqual({
      _type: "joined-table",
      table1: "dir/left.table.json",
      table2: "right.table.json",
      join_key: ["id", "id"],
    });
    expect(files["all.partitioned-table.json"]).toEqual({ _type: "partitioned-table", parts_path: "dir" });
    expect(files["dir/left.table.json"]).toMatchObject({
      column_types: {
        params: {
          type_map: {
            id: { wb_type: "primaryKey" },
            row: { wb_type: "foreignIndex", params: { table: "right.table.json" } },
          },
        },
      },
      data: [
        ["a", 0],
        ["b", 1],
      ],
    });
    expect(files["right.table.json"]).toMatchObject({
      column_types: {
        params: {
          type_map: {
            id: { wb_type: "foreignKey", params: { table: "dir/left.table.json", col_name: "id" } },
          },
        },
      },
    });
  });

  test("come along when one of them is logged", async () => {
    const { run, json, artifacts, lastRow } = await start();
    run.log({ t: people().setFk("id", people(), "id") });
    run.log({ j: new JoinedTable(people(), people(), "id") });
    const [keyed, joined] = artifacts().map(json);
    const [path = ""] = Object.keys(keyed ?? {}).filter((name) => name.startsWith("media/tables/"));
    expect(JSON.stringify(keyed?.["t.table.json"])).toContain(`"table":"${path}"`);
    expect(joined?.["j.joined-table.json"]).toEqual({
      _type: "joined-table",
      table1: path,
      table2: path,
      join_key: "id",
    });
    expect(lastRow()["j"]).toEqual({
      _type: "joined-table",
      artifact_path: `wandb-client-artifact://${artifacts()[1]?.clientId}/j.joined-table.json`,
    });
  });

  test("name the artifact that they were added to when they are logged", async () => {
    const { run, artifacts, lastRow } = await start();
    const joined = new JoinedTable(people(), people(), "id");
    const artifact = new Artifact({ name: "x", type: "dataset" });
    artifact.add(joined, "deep/j");
    await run.logArtifact(artifact);
    run.log({ j: joined });
    run.log({ j: joined });
    expect(artifacts()).toHaveLength(1);
    expect(lastRow()["j"]).toEqual({
      _type: "joined-table",
      artifact_path: `wandb-client-artifact://${artifacts()[0]?.clientId}/deep/j.joined-table.json`,
    });
  });

  test("are refused where they can't be found", async () => {
    const { run } = await start();
    const [left, right] = [people(), people()];
    right.setFk("id", left.setFk("id", right, "id"), "id");
    expect(() => run.log({ j: new JoinedTable(left, right, "id") })).toThrow(
      "two tables refer to each other",
    );
    expect(() => run.log({ j: new JoinedTable(people(), "x.table.json", "id") })).toThrow(
      'the artifact has no entry "x.table.json"',
    );
    const artifact = new Artifact({ name: "x", type: "dataset" });
    artifact.add(new JoinedTable("x.table.json", "x.table.json", "id"), "j");
    await expect(run.logArtifact(artifact)).rejects.toThrow('the artifact has no entry "x.table.json"');
  });
});

test("large arrays of a column are a file of the artifact; small ones are lists", async () => {
  const { run, json, artifacts, lastRow, runFile } = await start();
  const image = { shape: [1, 2], dtype: "float32", dataSync: () => Float32Array.of(1, NaN) };
  run.log({
    t: new Table({
      columns: ["image", "vector", "inside"],
      data: [[image, Float32Array.of(3, 4), { image }]],
    }),
  });
  const [artifact] = artifacts();
  const [path] = artifact?.contents.map((entry) => entry.path).filter((name) => name.endsWith(".npz")) ?? [];
  expect(path).toMatch(/^media\/serialized_data\/[0-9a-f]{20}\.npz$/);
  const none = { wb_type: "none" };
  const array = (stored: object | null) => ({
    wb_type: "ndarray",
    params: { shape: [1, 2], serialization_path: stored },
  });
  expect(json(artifact)["t.table.json"]).toMatchObject({
    column_types: {
      params: {
        type_map: {
          image: { wb_type: "union", params: { allowed_types: [array({ path, key: "image" }), none] } },
          vector: { wb_type: "list", params: { element_type: { wb_type: "number" }, length: 2 } },
          inside: {
            wb_type: "union",
            params: {
              allowed_types: [none, { wb_type: "typedDict", params: { type_map: { image: array(null) } } }],
            },
          },
        },
      },
    },
    data: [[null, [3, 4], expect.anything()]],
  });
  expect(runFile(lastRow()["t"]).data).toEqual([[[[1, NaN]], [3, 4], { image: [[1, NaN]] }]]);
});

test("a table in a cell stands in the artifact with its types", async () => {
  const { run, json, artifacts, lastRow, runFile } = await start();
  run.log({ t: new Table({ columns: ["inner"], data: [[numbers(1)], [numbers(2)]] }) });
  expect(runFile(lastRow()["t"]).data).toEqual([["Table"], ["Table"]]);
  expect(json(artifacts()[0])["t.table.json"]).toMatchObject({
    data: [[{ _type: "table", data: [[0]] }], [{ _type: "table", nrows: 2 }]],
  });
  expect(() => new Table({ columns: ["inner"], data: [[numbers(1)], [Table.from([{ b: 1 }])]] })).toThrow(
    'the column "inner"',
  );
});
