import type { MetricRecord, MetricSummary } from "@stepwell/protocol";
import type { MetricDefinition } from "../run-log.ts";
import { InvalidDefinition } from "./invalid-definition.ts";

/** The order in which W&B lists summaries. */
const SUMMARIES = [
  "min",
  "max",
  "mean",
  "last",
  "none",
  "copy",
  "first",
] as const satisfies readonly MetricSummary[];

/**
 * Checks a definition and makes its record. Summary names may be in any case; `copy` means nothing by itself, but as
 * any summary it undoes an earlier `none`.
 * Throws `InvalidDefinition`.
 */
export function metricRecordFromDefinition(definition: MetricDefinition): MetricRecord {
  const { name, stepMetric, stepSync, hidden, summary, goal, overwrite } = definition;
  if (typeof name !== "string" || name === "") {
    throw refusal(
      name,
      "the name must be a text that is not empty",
      "Give the metric's key, or a prefix and a star",
    );
  }
  const star = name.indexOf("*");
  if (star !== -1 && star !== name.length - 1) {
    throw refusal(name, 'a "*" may only be the last character', `Use "${name.slice(0, star + 1)}"`);
  }
  if (stepMetric !== undefined && typeof stepMetric !== "string") {
    throw refusal(name, `stepMetric is a ${typeof stepMetric}`, "Give the key of the step metric as text");
  }
  for (const [option, value] of Object.entries({ stepSync, hidden, overwrite })) {
    if (value !== undefined && typeof value !== "boolean") {
      throw refusal(name, `${option} is a ${typeof value}`, "Give true or false");
    }
  }
  return {
    type: "metric",
    name: star === -1 ? name : "",
    globName: star === -1 ? "" : name,
    stepMetric: stepMetric ?? "",
    stepSync: stepSync ?? (stepMetric !== undefined && stepMetric !== ""),
    hidden: hidden ?? false,
    defined: true,
    summary: checkedSummary(name, summary),
    ...(goal === undefined ? {} : { goal: checkedGoal(name, goal) }),
    overwrite: overwrite ?? false,
    expandedFromGlob: false,
  };
}

/** What to warn about in a definition that is accepted, as sentences. */
export function definitionWarnings(definition: MetricDefinition): readonly string[] {
  const names = (definition.summary ?? []).map((summary) => summary.toLowerCase());
  if (!names.includes("copy")) return [];
  return [`[runlog] The summary "copy" of metric "${definition.name}" has no effect. Leave it out.`];
}

function checkedSummary(name: string, summary: readonly string[] | undefined): readonly MetricSummary[] {
  if (summary !== undefined && !Array.isArray(summary)) {
    throw refusal(name, `summary is a ${typeof summary}`, "Give a list of names");
  }
  const wanted = new Set<string>();
  for (const each of summary ?? []) {
    const lower = typeof each === "string" ? each.toLowerCase() : String(each);
    if (!SUMMARIES.some((known) => known === lower)) {
      const useful = SUMMARIES.filter((known) => known !== "copy");
      throw refusal(name, `"${each}" is no summary`, `Use any of ${useful.join(", ")}`);
    }
    wanted.add(lower);
  }
  return SUMMARIES.filter((known) => wanted.has(known));
}

function checkedGoal(name: string, goal: string): "minimize" | "maximize" {
  if (goal === "minimize" || goal === "maximize") return goal;
  throw refusal(name, `"${goal}" is no goal`, 'Use "minimize" or "maximize"');
}

function refusal(name: unknown, reason: string, advice: string): InvalidDefinition {
  return new InvalidDefinition(`[runlog] Failed to define metric "${String(name)}": ${reason}. ${advice}.`);
}
