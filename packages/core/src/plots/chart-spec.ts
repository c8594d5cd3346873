import type { JsonObject } from "@stepwell/protocol";

/** Which preset draws a chart, and what it is told. */
export interface ChartSpec {
  /** The preset, as `wandb/line/v0` or `team/my-chart`. */
  readonly preset: string;
  /** What the preset calls a field, to the column that it is read from. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly strings: Readonly<Record<string, string>>;
}

/** The columns and rows that a chart is drawn from. */
export interface ChartRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The chart as it stands in the config under `_wandb.visualize`. */
export function chartToJson({ preset, fields, strings }: ChartSpec, tableKey: string): JsonObject {
  const field = (name: string): JsonObject => ({ name, fields: [] });
  return {
    panel_type: "Vega2",
    panel_config: {
      panelDefId: preset,
      fieldSettings: { ...fields },
      stringSettings: { ...strings },
      transform: { name: "tableWithLeafColNames" },
      userQuery: {
        queryFields: [
          {
            name: "runSets",
            args: [{ name: "runSets", value: "${runSets}" }],
            fields: [
              field("id"),
              field("name"),
              field("_defaultColorIndex"),
              { ...field("summaryTable"), args: [{ name: "tableKey", value: tableKey }] },
            ],
          },
        ],
      },
    },
  };
}
