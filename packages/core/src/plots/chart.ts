import type { JsonObject } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import type { Table } from "../media/table.ts";
import { chartToJson } from "./chart-spec.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { CHART, isChart } from "./is-chart.ts";

/** Made by `plot`. Logging it stores its table under `<key>_table` and shows the chart under its own key. */
export class Chart {
  readonly [CHART] = true;
  readonly table: Table;
  readonly spec: ChartSpec;
  readonly splitTable: boolean;

  constructor(options: { table: Table; spec: ChartSpec; splitTable?: boolean | undefined }) {
    this.table = options.table;
    this.spec = options.spec;
    this.splitTable = options.splitTable ?? false;
  }

  /** Where the table of the chart is logged. */
  tableKey(key: string): string {
    return this.splitTable ? `Custom Chart Tables/${key}_table` : `${key}_table`;
  }

  /** What the config says of a chart that is shown under `key`. */
  panel(key: string): JsonObject {
    return chartToJson(this.spec, this.tableKey(key));
  }

  /** Called where a chart can't stand. Throws `UsageError`. */
  toJSON(): never {
    throw new UsageError(
      "[core] Failed to encode a chart: it stands in a list, the config or the summary. Log it under a key of its own, as log({ pr: chart }).",
    );
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Chart {
    return isChart(value);
  }
}
