import type { JsonObject, MetricRecord, RunRecord } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import type { RunState } from "../run-state.ts";
import { mergeEnvironment } from "./merge-environment.ts";
import { mergeTelemetry } from "./merge-telemetry.ts";
import { stateWriterRole } from "./writer-role.ts";

/**
 * The state of a run that several sources feed, given in order of their start. Later sources win for names, tags and
 * each top-level key of config and summary (`_wandb` key by key); rows and counts add up; the exit is the last one's.
 * Secondary writers come before all others, so that a run is what its primary writers say.
 */
export function mergeRunStates(states: readonly RunState[]): RunState {
  const isSecondary = (state: RunState): boolean => stateWriterRole(state).isSecondary;
  const primaries = states.filter((state) => !isSecondary(state));
  return [...states.filter(isSecondary), ...primaries].reduce(merge, EMPTY);
}

/** The state of a run before its first record. */
const EMPTY: RunState = {
  run: undefined,
  config: {},
  summary: {},
  metrics: [],
  files: [],
  environment: undefined,
  telemetry: undefined,
  exitCode: undefined,
  rows: 0,
  events: 0,
  passedBy: {},
};

function merge(former: RunState, newer: RunState): RunState {
  return {
    run: newer.run === undefined ? former.run : mergeRuns(former.run, newer.run),
    config: mergeKeys(former.config, newer.config),
    summary: mergeKeys(former.summary, newer.summary),
    metrics: mergeMetrics(former.metrics, newer.metrics),
    files: [...new Set([...former.files, ...newer.files])],
    environment:
      newer.environment === undefined
        ? former.environment
        : mergeEnvironment(former.environment, newer.environment),
    telemetry:
      newer.telemetry === undefined ? former.telemetry : mergeTelemetry(former.telemetry, newer.telemetry),
    exitCode: newer.exitCode,
    rows: former.rows + newer.rows,
    events: former.events + newer.events,
    passedBy: addCounts(former.passedBy, newer.passedBy),
    ...(former.alerts === undefined && newer.alerts === undefined
      ? {}
      : { alerts: [...(former.alerts ?? []), ...(newer.alerts ?? [])] }),
    ...(newer.preempting === true ? { preempting: true } : {}),
  };
}

/** The run began when its first source did; a later source that leaves a text empty does not unset it. */
function mergeRuns(former: RunRecord | undefined, newer: RunRecord): RunRecord {
  if (former === undefined) return newer;
  const startTime = former.startTime ?? newer.startTime;
  return {
    ...former,
    ...newer,
    ...(startTime === undefined ? {} : { startTime }),
    startingStep: former.startingStep,
    displayName: newer.displayName || former.displayName,
    notes: newer.notes || former.notes,
    group: newer.group || former.group,
    jobType: newer.jobType || former.jobType,
    sweepId: newer.sweepId || former.sweepId,
    tags: newer.tags.length > 0 ? newer.tags : former.tags,
  };
}

function mergeKeys(former: JsonObject, newer: JsonObject): JsonObject {
  // Most runs have one source, and an object of thousands of keys need not be copied for it.
  if (Object.keys(former).length === 0) return newer;
  const merged = { ...former, ...newer };
  const both = [former["_wandb"], newer["_wandb"]];
  return both.every(isJsonObject) ? { ...merged, _wandb: { ...both[0], ...both[1] } } : merged;
}

function mergeMetrics(
  former: readonly MetricRecord[],
  newer: readonly MetricRecord[],
): readonly MetricRecord[] {
  const byName = new Map<string, MetricRecord>();
  for (const metric of [...former, ...newer]) {
    const name = metric.name || metric.globName;
    if (metric.defined || !byName.has(name)) byName.set(name, metric);
  }
  return [...byName.values()];
}

function addCounts(
  former: Readonly<Record<string, number>>,
  newer: Readonly<Record<string, number>>,
): Record<string, number> {
  const sums = { ...former };
  for (const [kind, count] of Object.entries(newer)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}
