/** Chooses which calls of a window are sampled, each with the same chance, while the window goes on. */
export interface RunReservoir {
  /** The slot that this call takes, from 0 to `size` - 1, or -1. A slot that is taken again forgets what was in it. */
  pick(): number;
  /** Begins another window. */
  clear(): void;
}

/**
 * Fills its slots with the first calls and then replaces ever fewer of them. It draws how many calls to pass over
 * (Li's algorithm L), so that a call that is not sampled costs a comparison.
 */
export function createRunReservoir(size: number, random: () => number): RunReservoir {
  let seen = 0;
  let next = 0;
  let weight = 1;

  function passOver(): void {
    weight *= Math.exp(Math.log(1 - random()) / size);
    next += Math.floor(Math.log(1 - random()) / Math.log1p(-weight)) + 1;
  }

  return {
    pick() {
      const index = seen;
      seen += 1;
      if (index !== next || size === 0) return -1;
      if (index < size - 1) {
        next += 1;
        return index;
      }
      const slot = index === size - 1 ? index : Math.floor(random() * size);
      passOver();
      return slot;
    },
    clear() {
      seen = 0;
      next = 0;
      weight = 1;
    },
  };
}
