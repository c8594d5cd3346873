import type { ReferenceValues } from "./drift-reference.ts";

const LONGEST = 257;

/** What is kept of a distribution; `sorted` are its finite numbers, rising. */
export function makeReference(sorted: Float64Array): ReferenceValues {
  const count = sorted.length;
  if (count <= LONGEST) return { quantiles: [...sorted], count };
  const quantiles = Array.from(
    { length: LONGEST },
    (_, index) => sorted[Math.round((index * (count - 1)) / (LONGEST - 1))] as number,
  );
  return { quantiles, count };
}
