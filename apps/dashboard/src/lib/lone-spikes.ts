const reach = 12;
const limit = 12;
/** Turns a median absolute deviation into a standard deviation of normal noise. */
const toDeviation = 1.4826;

/**
 * Entries more than 12 robust deviations (median absolute deviation) away from their 24 neighbours.
 * Three in a row are no spike but a new level, and are not returned.
 */
export function loneSpikes(values: ArrayLike<number>): Set<number> {
  const spikes = new Set<number>();
  if (values.length < reach * 2 + 1) return spikes;
  const usual = usualStep(values);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    const before = (at === 0 ? values[1] : values[at - 1]) as number;
    // Only jumps are worth a look at the neighbours: the look sorts.
    if (!(Math.abs(value - before) > 4 * usual)) continue;
    const near = neighbours(values, at);
    if (near.length < reach) continue;
    const middle = median(near);
    const deviation = median(near.map((item) => Math.abs(item - middle)));
    if (deviation > 0 && Math.abs(value - middle) > limit * deviation * toDeviation) spikes.add(at);
  }
  for (const at of [...spikes]) {
    if (spikes.has(at + 1) && spikes.has(at + 2)) for (const row of [at, at + 1, at + 2]) spikes.delete(row);
  }
  return spikes;
}

function usualStep(values: ArrayLike<number>): number {
  const steps: number[] = [];
  for (let at = 1; at < values.length; at++) {
    const step = Math.abs((values[at] as number) - (values[at - 1] as number));
    if (Number.isFinite(step)) steps.push(step);
  }
  return steps.length === 0 ? 0 : median(steps);
}

function neighbours(values: ArrayLike<number>, at: number): number[] {
  const from = Math.max(0, Math.min(at - reach, values.length - reach * 2 - 1));
  const near: number[] = [];
  for (let other = from; other < from + reach * 2 + 1; other++) {
    const item = values[other] as number;
    if (other !== at && Number.isFinite(item)) near.push(item);
  }
  return near;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}
