import type { SeededRandom } from "@stepwell/effects/testing";

/** Choices, from seeded randomness. */
export interface Dice {
  float(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
  chance(share: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  times<Value>(count: number, make: (index: number) => Value): Value[];
}

export function createDice({ float, integer }: SeededRandom): Dice {
  return {
    float,
    integer,
    chance: (share) => float() < share,
    pick: <Value>(values: readonly Value[]) => values[integer(values.length)] as Value,
    times: (count, make) => Array.from({ length: count }, (_, index) => make(index)),
  };
}
