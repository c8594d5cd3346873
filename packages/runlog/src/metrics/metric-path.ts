/**
 * The path that a metric's name stands for: split at dots, where `\.` is a dot inside a part. Other backslashes stand
 * for themselves, unlike in `splitPath`.
 */
export function metricPath(name: string): string[] {
  if (!name.includes("\\")) return name.split(".");
  return name.split(/(?<!\\)\./).map((part) => part.replaceAll("\\.", "."));
}
