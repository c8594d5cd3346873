import type { RunContext } from "./run-context.ts";

const COUNT_LOST = Symbol.for("stepwell.countLost");

/**
 * Counts samples of a model that an integration could not take or log among what the run has dropped, under `sample`.
 * Does nothing once the run is over, and for a run that counts nothing, as a disabled one.
 */
export function countLost(run: object, amount: number): void {
  const count: unknown = Reflect.get(run, COUNT_LOST);
  if (typeof count === "function") count(amount);
}

/** The part of a run that integrations count with; not a name of `Run`, because its users have nothing to count. */
export function createLossCounter({
  count,
  life,
}: Pick<RunContext, "count"> & { life: { isOpen: boolean } }): object {
  return {
    [COUNT_LOST](amount: number) {
      if (life.isOpen) count("sample", amount);
    },
  };
}
