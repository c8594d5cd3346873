import type { FactScalar, FactValue } from "./run-facts.ts";

/** A text that is equal for equal facts only, also where several are joined. */
export function factKey(value: FactValue | undefined): string {
  if (typeof value === "number") return value === 0 ? "n0;" : `n${value};`;
  if (typeof value === "string") return `s${value.length}:${value}`;
  if (Array.isArray(value))
    return `l${value.length}:${(value as readonly FactScalar[]).map(factKey).join("")}`;
  return `${String(value)};`;
}
