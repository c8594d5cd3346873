import { UsageError } from "@stepwell/core";
import type { Watch } from "./model-watch.ts";

/** Which models are watched, and which numbers they have in their runs. Holds no model that nobody else holds. */
export interface Watches {
  /** Takes a number in the run: the one asked for, or the next free one. Throws `UsageError` for one that is taken. */
  takeNumber(run: object, idx: number | undefined): number;
  freeNumber(run: object, number: number): void;
  add(source: object, watch: Watch): void;
  remove(source: object, watch: Watch): void;
  /** The watches of one model, or all. */
  of(source?: object): readonly Watch[];
}

export function createWatches(): Watches {
  const numbers = new WeakMap<object, { next: number; readonly taken: Set<number> }>();
  const bySource = new WeakMap<object, Set<Watch>>();
  const all = new Set<WeakRef<object>>();

  function numbersOf(run: object): { next: number; readonly taken: Set<number> } {
    const known = numbers.get(run) ?? { next: 0, taken: new Set() };
    numbers.set(run, known);
    return known;
  }

  function live(): readonly object[] {
    const found: object[] = [];
    for (const ref of all) {
      const source = ref.deref();
      if (source === undefined || !bySource.has(source)) all.delete(ref);
      else found.push(source);
    }
    return found;
  }

  return {
    takeNumber(run, idx) {
      const known = numbersOf(run);
      if (idx !== undefined && known.taken.has(idx)) {
        throw new UsageError(
          `[watch] Failed to watch the model: the number "${String(idx)}" is taken by a model under watch. Give another idx, or call unwatch first.`,
        );
      }
      let number = idx ?? known.next;
      while (known.taken.has(number)) number += 1;
      // As W&B: the count grows by one for each model, whatever number it was given.
      known.next = idx === undefined ? number + 1 : known.next + 1;
      known.taken.add(number);
      return number;
    },
    freeNumber(run, number) {
      numbersOf(run).taken.delete(number);
    },
    add(source, watch) {
      const known = bySource.get(source);
      if (known !== undefined) return void known.add(watch);
      live();
      bySource.set(source, new Set([watch]));
      all.add(new WeakRef(source));
    },
    remove(source, watch) {
      const known = bySource.get(source);
      known?.delete(watch);
      if (known?.size === 0) bySource.delete(source);
    },
    of: (source) =>
      (source === undefined ? live() : [source]).flatMap((one) => [...(bySource.get(one) ?? [])]),
  };
}
