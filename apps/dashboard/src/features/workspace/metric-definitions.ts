import { joinPath, splitPath, type MetricView } from "@stepwell/protocol";
import { keyText } from "../../lib/format-key.ts";

/** How to find what runs said of a key: in its own name, or in that of a glob that ends in `*`. */
export function metricDefinitions(metrics: readonly MetricView[]): (key: string) => MetricView | undefined {
  const own = new Map(metrics.toReversed().map((metric) => [metric.name, metric]));
  const globs = metrics
    .filter(({ name }) => name.endsWith("*"))
    .map((metric) => ({ metric, start: metric.name.slice(0, -1) }));
  if (metrics.length === 0) return () => undefined;
  return (key) => {
    const text = keyText(key);
    const exact = own.get(key) ?? own.get(text) ?? own.get(joinPath(splitPath(key)));
    return exact ?? globs.find(({ start }) => text.startsWith(start))?.metric;
  };
}
