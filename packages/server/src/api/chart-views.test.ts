import { expect, test } from "vitest";
import { chartViewsOf } from "./chart-views.ts";

const chart = (
  panelDefId: unknown,
  tableKey: unknown,
  fieldSettings: unknown = { x: "a", stroke: null },
) => ({
  panel_type: "Vega2",
  panel_config: {
    panelDefId,
    fieldSettings,
    stringSettings: { title: "T" },
    userQuery: {
      queryFields: [
        {
          name: "runSets",
          fields: [{ name: "id" }, { name: "summaryTable", args: [{ name: "tableKey", value: tableKey }] }],
        },
      ],
    },
  },
});

test("a chart has its preset, its table, and what the preset is told", () => {
  const visualize = { "a/pr": chart("wandb/line/v0", "a/pr_table") };
  expect(chartViewsOf({ _wandb: { visualize } } as never)).toEqual([
    {
      key: "a/pr",
      preset: "wandb/line/v0",
      tableKey: "a/pr_table",
      fields: { x: "a" },
      strings: { title: "T" },
    },
  ]);
});

test.each([
  {},
  { _wandb: 5 },
  { _wandb: { visualize: [] } },
  { _wandb: { visualize: { a: null, b: 5, c: {}, d: chart(5, "t"), e: chart("p", 5) } } },
])("%j has no charts", (config) => {
  expect(chartViewsOf(config as never)).toEqual([]);
});
