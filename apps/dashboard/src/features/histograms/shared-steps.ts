import { lastAtOrBefore } from "../../lib/binary-search.ts";

/** How much of a key's steps another key must share to be logged together with it. */
const leastShared = 0.9;

/**
 * The steps at which others that are logged together with a key have a histogram and it has none. Others are those that
 * were logged as often, at the same steps. All lists rise.
 */
export function missedSteps(own: readonly number[], others: Iterable<readonly number[]>): readonly number[] {
  const usual = usualGap(own);
  const mine = new Set(own);
  const missed = new Set<number>();
  if (own.length < 2) return [];
  for (const steps of others) {
    if (steps === own || usualGap(steps) !== usual) continue;
    const shared = own.filter((step) => steps[lastAtOrBefore(steps, step)] === step).length;
    if (shared < own.length * leastShared) continue;
    for (const step of steps) if (!mine.has(step)) missed.add(step);
  }
  return [...missed].toSorted((a, b) => a - b);
}

function usualGap(steps: readonly number[]): number {
  const gaps = steps.slice(1).map((step, at) => step - (steps[at] as number));
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}
