import { InvalidDefinition } from "@stepwell/runlog";
import type { RunLog } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import { checkOptions } from "./check-call.ts";
import type { RunContext } from "./run-context.ts";
import type { MetricName, MetricOptions, Run } from "./run.ts";
import type { RowWriter } from "./row-writer.ts";

const OPTION_NAMES = ["summary", "stepMetric", "stepSync", "hidden", "goal", "overwrite"];

/** The part of a run that takes definitions of metrics. */
export function createMetricDefiner<Keys extends object>(
  { checkOpen, write }: Pick<RunContext, "checkOpen" | "write">,
  { runLog, writer }: { runLog: Pick<RunLog, "define">; writer: Pick<RowWriter, "touchSummary"> },
): Pick<Run<Keys>, "defineMetric"> {
  return {
    defineMetric(name: MetricName<Keys>, options: MetricOptions<Keys> = {}) {
      checkOpen("define a metric of");
      checkOptions("define a metric", options, OPTION_NAMES, '{ summary: "min" }');
      const { summary: modes, ...rest } = options;
      const list = typeof modes === "string" ? modes.split(",") : modes;
      try {
        write(runLog.define({ ...rest, name, ...(list === undefined ? {} : { summary: list }) }));
      } catch (error) {
        throw InvalidDefinition.isInstance(error) ? new UsageError(error.message, { cause: error }) : error;
      }
      writer.touchSummary();
    },
  };
}
