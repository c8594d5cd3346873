import { OTHER } from "../classes/count-classes.ts";
import { stabilityOfCounts } from "../drift/population-stability.ts";
import { keyParts } from "../key-part.ts";
import { LEAST_FOR_DRIFT } from "./value-row.ts";

/** Classes that have keys of their own; the rest is one. */
const MOST_KEYS = 32;

/** What windows say of classes. It remembers which classes came, so that each has its key from then on. */
export function createClassRows(
  labels: readonly string[],
): (
  counts: ReadonlyMap<string, number>,
  reference: Readonly<Record<string, number>> | undefined,
) => Record<string, number> {
  const known = new Set(labels.slice(0, MOST_KEYS));

  return (counts, reference) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (total === 0) return {};
    for (const label of counts.keys()) if (known.size < MOST_KEYS) known.add(label);
    const shown = [...known];
    const parts = keyParts(shown);
    const shares = shown.map((label, index) => [
      `class/${parts[index] as string}`,
      (counts.get(label) ?? 0) / total,
    ]);
    const rest = [...counts].reduce((sum, [label, count]) => (known.has(label) ? sum : sum + count), 0);
    const row = Object.fromEntries(shares) as Record<string, number>;
    if (rest > 0) row[`class/${OTHER}`] = (row[`class/${OTHER}`] ?? 0) + rest / total;
    if (reference === undefined || total < LEAST_FOR_DRIFT) return row;
    const all = [...new Set([...Object.keys(reference), ...counts.keys()])];
    const before = all.map((label) => (Object.hasOwn(reference, label) ? (reference[label] as number) : 0));
    row["class_psi"] = stabilityOfCounts(
      before,
      all.map((label) => counts.get(label) ?? 0),
    );
    return row;
  };
}
