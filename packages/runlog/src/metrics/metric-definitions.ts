import type { MetricRecord, MetricSummary } from "@stepwell/protocol";
import { bareDefinition } from "./bare-definition.ts";

/** What a definition amounts to: `copy` only takes part in the merging, and nobody uploads it. */
const ORDER: readonly MetricSummary[] = ["min", "max", "mean", "best", "last", "none", "first"];

/** The metric definitions of a run, merged from the records that made them. */
export interface MetricDefinitions {
  /** Merges a record into the definition of its name, and returns that. */
  define(record: MetricRecord): MetricRecord;
  get(name: string): MetricRecord | undefined;
  /** The definition that a glob makes for an undefined name, or undefined. The longest matching glob wins. */
  expansionOf(name: string): MetricRecord | undefined;
  /** Grows with every definition, so that lookups may be remembered until then. */
  version(): number;
  /** Definitions in the order in which they came, then the step metrics that nobody defined. */
  list(): MetricRecord[];
}

/** No definitions yet. */
export function createMetricDefinitions(): MetricDefinitions {
  const concrete = new Map<string, MetricRecord>();
  const globs = new Map<string, MetricRecord>();
  let version = 0;

  return {
    version: () => version,
    define(record) {
      version += 1;
      const isGlob = record.globName !== "";
      const definitions = isGlob ? globs : concrete;
      const name = isGlob ? record.globName : record.name;
      const merged = mergeDefinition(definitions.get(name), record);
      definitions.set(name, merged);
      return merged;
    },
    get: (name) => concrete.get(name),
    expansionOf(name) {
      if (globs.size === 0 || name.startsWith("_") || concrete.has(name)) return undefined;
      let best: MetricRecord | undefined;
      for (const glob of globs.values()) {
        const matches = name.startsWith(glob.globName.slice(0, -1));
        if (matches && glob.globName.length > (best?.globName.length ?? 0)) best = glob;
      }
      return best === undefined
        ? undefined
        : { ...best, name, globName: "", overwrite: true, expandedFromGlob: true };
    },
    list() {
      const all = [...concrete.values(), ...globs.values()];
      const steps = new Set([...concrete.values()].map((definition) => definition.stepMetric));
      for (const step of steps) {
        if (step !== "" && !concrete.has(step)) all.push(bareDefinition(step));
      }
      return all;
    },
  };
}

/**
 * A definition after one more record for it. Without `overwrite`, options are only ever switched on, summaries add up
 * (but `none` follows the newest record that names any), and what the record leaves out stays.
 */
function mergeDefinition(former: MetricRecord | undefined, record: MetricRecord): MetricRecord {
  if (former === undefined || record.overwrite) {
    return { ...record, summary: mergeSummary([], record.summary), defined: true, overwrite: false };
  }
  const goal = record.goal ?? former.goal;
  return {
    type: "metric",
    name: record.name,
    globName: record.globName,
    stepMetric: record.stepMetric === "" ? former.stepMetric : record.stepMetric,
    stepSync: former.stepSync || record.stepSync,
    hidden: former.hidden || record.hidden,
    defined: true,
    summary: mergeSummary(former.summary, record.summary),
    ...(goal === undefined ? {} : { goal }),
    overwrite: false,
    expandedFromGlob: record.expandedFromGlob,
  };
}

function mergeSummary(
  former: readonly MetricSummary[],
  newer: readonly MetricSummary[],
): readonly MetricSummary[] {
  if (newer.length === 0) return former;
  const none = newer.includes("none");
  return ORDER.filter((name) => (name === "none" ? none : former.includes(name) || newer.includes(name)));
}
