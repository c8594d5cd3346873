import { environmentToJson } from "@stepwell/protocol";
import type { Json, JsonObject, MetricRecord, MetricSummary, Telemetry } from "@stepwell/protocol";
import { bareDefinition } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";

const SUMMARY_NUMBERS: Readonly<Record<MetricSummary, number>> = {
  min: 1,
  max: 2,
  mean: 3,
  best: 4,
  last: 5,
  none: 6,
  copy: 7,
  first: 8,
};

/**
 * The config of a run as it is uploaded: every value wrapped, and under `_wandb` what official clients look for:
 * telemetry, metric definitions and environments in W&B's numbered form.
 */
export function configUpload(state: RunState): JsonObject {
  const { _wandb: own, ...values } = state.config;
  const upload: Record<string, Json> = {};
  for (const key of Object.keys(values)) upload[key] = { value: values[key] as Json };
  const inner = typeof own === "object" && own !== null && !Array.isArray(own) ? (own as JsonObject) : {};
  upload["_wandb"] = {
    value: {
      ...inner,
      ...(state.telemetry ? { cli_version: state.telemetry.cliVersion } : {}),
      t: state.telemetry ? telemetryJson(state.telemetry) : {},
      m: metricsJson(state.metrics),
      ...(state.environment
        ? { e: { [state.environment.writerId]: environmentToJson(state.environment) } }
        : {}),
    },
  };
  return upload;
}

function telemetryJson(telemetry: Telemetry): JsonObject {
  const { features, pythonVersion, cliVersion, coreVersion, platform } = telemetry;
  return withoutEmpty({ 3: [...features], 4: pythonVersion, 5: cliVersion, 12: coreVersion, 13: platform });
}

/** A definition refers to its step metric by its place in the list, counted from one. */
function metricsJson(metrics: readonly MetricRecord[]): JsonObject[] {
  const list = [...metrics];
  for (const { stepMetric } of metrics) {
    if (stepMetric !== "" && !list.some((metric) => metric.name === stepMetric))
      list.push(bareDefinition(stepMetric));
  }
  return list.map((metric) => {
    const options = [metric.stepSync ? 1 : 0, metric.hidden ? 2 : 0, metric.defined ? 3 : 0].filter(
      (n) => n > 0,
    );
    return withoutEmpty({
      1: metric.name,
      2: metric.globName,
      5: list.findIndex((other) => other.name !== "" && other.name === metric.stepMetric) + 1,
      6: options,
      7: metric.summary.map((mode) => SUMMARY_NUMBERS[mode]),
      8: metric.goal === undefined ? 0 : metric.goal === "minimize" ? 1 : 2,
    });
  });
}

function withoutEmpty(object: Readonly<Record<string, Json>>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== "" && value !== 0));
}
