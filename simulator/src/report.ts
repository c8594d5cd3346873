import type { PlantedBug } from "./bugs/planted-bug.ts";
import type { Outcome } from "./simulate.ts";

const MOST_SENTENCES = 12;

/** What went wrong with a seed, what happened last, and how to see it again. */
export function describeFailure({ seed, hash, wrong, tail }: Outcome, bug: PlantedBug | undefined): string {
  const more = wrong.length - MOST_SENTENCES;
  const again = `npm run sim -- --seed ${seed} --trace 2000${bug === undefined ? "" : ` --bug ${bug}`}`;
  return [
    `seed ${seed} failed (trace ${hash}):`,
    ...wrong.slice(0, MOST_SENTENCES).map((sentence) => `  - ${sentence}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...(tail.length === 0 ? [] : ["  what happened last:"]),
    ...tail.map((line) => `    ${line}`),
    `  again: ${again}`,
  ].join("\n");
}

/** The last line. Seeds are skipped when too many failed before them. */
export function summaryLine(counts: { passed: number; failed: number; skipped: number }): string {
  return `sim: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}
