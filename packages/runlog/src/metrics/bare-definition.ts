import type { MetricRecord } from "@stepwell/protocol";

/** The entry of a metric that nobody defined: it stands in a list only because another one uses it as its step. */
export function bareDefinition(name: string): MetricRecord {
  return {
    type: "metric",
    name,
    globName: "",
    stepMetric: "",
    stepSync: false,
    hidden: false,
    defined: false,
    summary: [],
    overwrite: false,
    expandedFromGlob: false,
  };
}
