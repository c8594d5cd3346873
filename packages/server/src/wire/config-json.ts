import { environmentFromJson, isJsonObject } from "@stepwell/protocol";
import type { Json, JsonObject, MetricRecord, MetricSummary, Telemetry } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import { listOf, member, numberOf, textOf } from "./plain-json.ts";

/** The order of W&B's numbers, from 1. */
const SUMMARIES: readonly MetricSummary[] = ["min", "max", "mean", "best", "last", "none", "copy", "first"];

/** What an uploaded config says: the values without their wrapping, and what lies under `_wandb`. */
export function readConfigJson(
  uploaded: JsonObject,
): Pick<RunState, "config" | "metrics" | "telemetry" | "environment"> {
  const config = Object.fromEntries(
    Object.entries(uploaded).map(([key, value]) => [key, unwrapped(value)] as const),
  );
  const own = config["_wandb"];
  const [environment] = isJsonObject(member(own, "e")) ? Object.values(member(own, "e") as JsonObject) : [];
  const telemetry = member(own, "t");
  return {
    config,
    metrics: readMetrics(member(own, "m")),
    telemetry: isJsonObject(telemetry) ? readTelemetry(telemetry) : undefined,
    environment: isJsonObject(environment) ? environmentFromJson(environment) : undefined,
  };
}

/** W&B's client for JavaScript wraps nothing. */
function unwrapped(value: Json): Json {
  if (!isJsonObject(value) || !Object.hasOwn(value, "value")) return value;
  return Object.keys(value).every((key) => key === "value" || key === "desc")
    ? (value["value"] as Json)
    : value;
}

/** A config as it is uploaded: every value wrapped. */
export function writeConfigJson(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }] as const));
}

/** `_wandb.t`: what the client that wrote a run said of itself, which official clients look for when they resume. */
export function telemetryJson(state: RunState): JsonObject {
  const uploaded = member(state.config["_wandb"], "t");
  if (isJsonObject(uploaded)) return uploaded;
  const { telemetry } = state;
  if (telemetry === undefined) return {};
  return {
    "3": telemetry.features,
    "4": telemetry.pythonVersion,
    "5": telemetry.cliVersion,
    "12": telemetry.coreVersion,
    "13": telemetry.platform,
  };
}

function readMetrics(value: Json | undefined): MetricRecord[] {
  const list = listOf(value);
  return list.flatMap((entry) => {
    const [name, globName] = [textOf(member(entry, "1")), textOf(member(entry, "2"))];
    if ((name === "") === (globName === "")) return [];
    const options = listOf(member(entry, "6"));
    const modes = listOf(member(entry, "7"));
    const goal = numberOf(member(entry, "8"));
    const step = list[numberOf(member(entry, "5")) - 1];
    return [
      {
        type: "metric",
        name,
        globName,
        stepMetric: textOf(member(entry, "4")) || textOf(member(step, "1")),
        stepSync: options.includes(1),
        hidden: options.includes(2),
        defined: options.includes(3),
        summary: SUMMARIES.filter((_, index) => modes.includes(index + 1)),
        ...(goal === 1 ? { goal: "minimize" as const } : goal === 2 ? { goal: "maximize" as const } : {}),
        overwrite: false,
        expandedFromGlob: false,
      },
    ];
  });
}

function readTelemetry(value: JsonObject): Telemetry {
  return {
    features: listOf(member(value, "3")).filter((feature): feature is number => typeof feature === "number"),
    pythonVersion: textOf(member(value, "4")),
    cliVersion: textOf(member(value, "5")),
    coreVersion: textOf(member(value, "12")),
    platform: textOf(member(value, "13")),
  };
}
