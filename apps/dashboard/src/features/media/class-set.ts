/** A class of pixels or boxes, and its place in the run palette. */
export interface MediaClass {
  readonly id: number;
  readonly name: string;
  readonly slot: number;
}

/** By layer: the names of classes by their numbers. */
export type LayerLabels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Classes of one key at most. */
export const mostClasses = 2_000;

/** The classes of one key in the order of their numbers: those with a name, and those that were only seen. */
export function classSet(labels: LayerLabels, seen: Iterable<number>): readonly MediaClass[] {
  const names = new Map<number, string>();
  for (const id of seen) names.set(id, `class_${id}`);
  for (const layer of Object.values(labels)) {
    for (const [id, name] of Object.entries(layer)) names.set(Number(id), name);
  }
  return [...names]
    .filter(([id]) => Number.isInteger(id))
    .toSorted(([a], [b]) => a - b)
    .slice(0, mostClasses)
    .map(([id, name], slot) => ({ id, name, slot }));
}
