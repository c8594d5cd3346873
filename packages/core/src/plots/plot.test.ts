import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { Table } from "../media/table.ts";
import type { LogData, OpenKeys } from "../run/log-data.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { plot } from "./plot.ts";

const table = new Table({ columns: ["x", "y"], data: [[1, 2]] });

async function logged(...rows: readonly LogData<OpenKeys>[]) {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "a" });
  for (const row of rows) run.log(row);
  await run.finish();
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(world.fileSystem.readFileSync(`${run.folder}/run-a.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "record") fold.apply(event.record);
  }
  const own = fold.state.config["_wandb"] as { visualize?: Record<string, unknown> };
  const keys = fold.takeRows().map((row) => Object.keys(row).filter((key) => !key.startsWith("_")));
  return { keys, charts: Object.keys(own.visualize ?? {}), visualize: own.visualize };
}

test("charts leave nested objects and maps for the top level, and what they leave empty is gone", async () => {
  const chart = plot.line(table, "x", "y");
  const given = { a: { b: new Map([["c", chart]]), d: 1 }, only: { chart }, "e/f": chart, list: [{ x: 1 }] };
  const { keys, charts } = await logged(given);
  expect(keys[0]?.sort()).toEqual(["a", "a.b.c_table", "e/f_table", "list", "only.chart_table"]);
  expect(charts.sort()).toEqual(["a.b.c", "e/f", "only.chart"]);
  expect(given.only.chart).toBe(chart);
});

test("a split table goes into its section, and the chart looks for it there", async () => {
  const { keys, visualize } = await logged({ c: plot.bar(table, "x", "y", { splitTable: true }) });
  expect(keys).toEqual([["Custom Chart Tables/c_table"]]);
  expect(JSON.stringify(visualize)).toContain('"value":"Custom Chart Tables/c_table"');
});

test("a chart can be logged again, with and without changes", async () => {
  const { keys, visualize } = await logged(
    { c: plot.scatter(table, "x", "y", { title: "one" }) },
    { c: plot.scatter(table, "x", "y", { title: "two" }) },
  );
  expect(keys).toEqual([["c_table"], ["c_table"]]);
  expect(JSON.stringify(visualize)).toContain('"stringSettings":{"title":"two"}');
});

test("a chart stands nowhere but in a row", async () => {
  const chart = plot.histogram(table, "x");
  await expect(logged({ c: [chart] })).rejects.toThrow("Log it under a key of its own");
  const run = await createApi(() => createMemoryWorld()).init();
  expect(() => run.config.update({ chart })).toThrow("Failed to encode a chart");
  expect(() => run.summary.update({ chart })).toThrow("Failed to encode a chart");
});

test.each([
  [() => plot.line({ columns: ["x"] } as never, "x", "x"), 'the table is "an object"'],
  [() => plot.line(table, "x", "z"), 'the table has no column "z". Give one of "x", "y".'],
  [() => plot.line(table, "x", "y", { stroke: "s" }), 'the table has no column "s"'],
  [() => plot.plotTable("me/chart", table, { a: "b" }), 'Failed to make the chart "me/chart"'],
])("%s is refused: %s", (make, reason) => {
  expect(make).toThrow(reason);
});
