const reach = 12;
const limit = 12;

/** Entries more than 12 robust deviations (median absolute deviation) from their 25 neighbours, and alone there. */
export function loneSpikes(values: ArrayLike<number>): Set<number> {
  const spikes = new Set<number>();
  if (values.length < reach * 2 + 1) return spikes;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (!Number.isFinite(value)) continue;
    // Most entries are near the one before: only jumps are worth sorting a window for.
    const before = values[at - 1] ?? values[at + 1];
    if (before === undefined || Math.abs(value - before) <= 1e-12 * Math.abs(value)) continue;
    const from = Math.max(0, Math.min(at - reach, values.length - reach * 2 - 1));
    const near: number[] = [];
    for (let other = from; other < from + reach * 2 + 1; other++) {
      const item = values[other] as number;
      if (other !== at && Number.isFinite(item)) near.push(item);
    }
    if (near.length < reach) continue;
    const middle = median(near);
    const deviation = median(near.map((item) => Math.abs(item - middle)));
    if (deviation > 0 && Math.abs(value - middle) > limit * deviation * 1.4826) spikes.add(at);
  }
  for (const at of [...spikes]) if (spikes.has(at + 1) && spikes.has(at + 2)) for (const run of [at, at + 1, at + 2]) spikes.delete(run);
  return spikes;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? (values[half] as number) : ((values[half - 1] as number) + (values[half] as number)) / 2;
}
