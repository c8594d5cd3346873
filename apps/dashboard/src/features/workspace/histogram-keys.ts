import type { MetricView } from "@stepwell/protocol";
import { metricDefinitions } from "./metric-definitions.ts";
import type { PanelKey } from "./panel-sections.ts";

/** Keys of histograms that panels can be made of: neither internal nor hidden by their definition. */
export function histogramKeys(keys: readonly PanelKey[], metrics: readonly MetricView[]): string[] {
  const definitionOf = metricDefinitions(metrics);
  return keys.flatMap(({ key, kind }) =>
    kind === "histogram" && !key.startsWith("_") && !definitionOf(key)?.hidden ? [key] : [],
  );
}
