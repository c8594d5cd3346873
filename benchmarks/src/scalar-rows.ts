/** Rows as a training loop logs them: `keys` metrics in three sections, with values that have many digits. The same every time. */
export function scalarRows(count: number, keys: number): Record<string, number>[] {
  const random = mulberry32(20);
  const sections = ["train", "val", "time"];
  const names = Array.from({ length: keys }, (_, i) => `${sections[i % sections.length]}/metric_${i}`);
  return Array.from({ length: count }, (_, step) =>
    Object.fromEntries(names.map((name, i) => [name, Math.exp(-step / 5000) * (i + 1) + random() * 0.1])),
  );
}

/** A small seeded generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
