import { splitPath } from "@stepwell/protocol";
import type { MetricView } from "@stepwell/protocol";

/**
 * Definitions with a glob (`val/*`: all that begin like this, but for names that begin with `_`) are followed by one for
 * each key that they fit and that has none of its own. Of several globs the first that fits says how.
 */
export function expandGlobs(metrics: readonly MetricView[], keys: readonly string[]): readonly MetricView[] {
  const globs = metrics.filter(({ name }) => name.endsWith("*"));
  if (globs.length === 0) return metrics;
  const defined = new Set(metrics.map(({ name }) => name));
  const found = keys.map(nameOf).flatMap((name) => {
    if (name.startsWith("_") || defined.has(name)) return [];
    const glob = globs.find((one) => name.startsWith(one.name.slice(0, -1)));
    return glob === undefined ? [] : [{ ...glob, name }];
  });
  return [...metrics, ...found];
}

/** A key as definitions name it: dots lead inward, and those within a name are escaped. */
function nameOf(key: string): string {
  return splitPath(key)
    .map((part) => part.replaceAll(".", "\\."))
    .join(".");
}
