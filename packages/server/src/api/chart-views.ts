import { jsonAt, type ChartView, type Json, type JsonObject } from "@stepwell/protocol";

const mostCharts = 500;

/** The charts that a run's config describes under `_wandb.visualize`. What has no preset or table is left out. */
export function chartViewsOf(config: JsonObject): ChartView[] {
  return Object.entries(asObject(jsonAt(config, ["_wandb", "visualize"])))
    .slice(0, mostCharts)
    .flatMap(([key, chart]): ChartView[] => {
      const panel = asObject(asObject(chart)["panel_config"]);
      const preset = panel["panelDefId"];
      const tableKey = tableKeyOf(panel["userQuery"]);
      if (typeof preset !== "string" || tableKey === undefined) return [];
      return [
        {
          key,
          preset,
          tableKey,
          fields: texts(panel["fieldSettings"]),
          strings: texts(panel["stringSettings"]),
        },
      ];
    });
}

/** The query names the table as an argument of the field `summaryTable`. */
function tableKeyOf(query: Json | undefined): string | undefined {
  const [sets] = list(asObject(query)["queryFields"]);
  const table = list(asObject(sets)["fields"]).find((field) => asObject(field)["name"] === "summaryTable");
  const argument = list(asObject(table)["args"]).find((arg) => asObject(arg)["name"] === "tableKey");
  const value = asObject(argument)["value"];
  return typeof value === "string" ? value : undefined;
}

function texts(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
