import type { SeededRandom } from "@stepwell/effects/testing";

/** One of the list, which has at least one. */
export function pick<T>(random: SeededRandom, list: readonly T[]): T {
  return list[random.integer(list.length)] as T;
}

/** True once in `times`, on average. */
export function oneIn(random: SeededRandom, times: number): boolean {
  return random.integer(times) === 0;
}
