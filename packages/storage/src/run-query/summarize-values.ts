import { compareFacts } from "./compare-facts.ts";
import { factKey } from "./fact-key.ts";
import type { FactScalar, FactValue } from "./run-facts.ts";
import type { FoundValues } from "./run-queries.ts";

/** Counts facts, and the members of those that are lists; the most frequent first, equally frequent ones in their order. */
export function summarizeValues(facts: Iterable<FactValue | undefined>, limit: number): FoundValues {
  const counts = new Map<string, { readonly value: FactValue; runs: number }>();
  let min = Infinity;
  let max = -Infinity;
  const count = (value: FactScalar): void => {
    const key = factKey(value);
    const found = counts.get(key);
    if (found === undefined) counts.set(key, { value, runs: 1 });
    else found.runs += 1;
    if (typeof value !== "number" || !Number.isFinite(value)) return;
    min = Math.min(min, value);
    max = Math.max(max, value);
  };
  for (const fact of facts) {
    if (fact === undefined) continue;
    if (!Array.isArray(fact)) count(fact as FactScalar);
    else for (const member of new Set(fact as readonly FactScalar[])) count(member);
  }
  const values = [...counts.values()]
    .toSorted((a, b) => b.runs - a.runs || compareFacts(a.value, b.value))
    .slice(0, limit);
  const none = min === Infinity;
  return { values, distinct: counts.size, min: none ? Number.NaN : min, max: none ? Number.NaN : max };
}
