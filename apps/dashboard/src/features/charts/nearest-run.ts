import type { LineHit } from "./line-hits.ts";

const reach = 40;
const lead = 6;

/** The run whose line is nearest to the pointer, within 40 px; a new one must be 6 px nearer than the one that is focused. */
export function nearestRun(
  hits: readonly LineHit[],
  height: (value: number) => number,
  y: number,
  focused: string | undefined,
): string | undefined {
  let best: { run: string; distance: number } | undefined;
  for (const { line, value } of hits) {
    if (!Number.isFinite(value)) continue;
    const distance = Math.abs(height(value) - y) - (line.run === focused ? lead : 0);
    if (distance <= reach && (best === undefined || distance < best.distance))
      best = { run: line.run, distance };
  }
  return best?.run;
}
