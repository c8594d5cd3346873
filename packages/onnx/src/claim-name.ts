import type { RunLike } from "./run-like.ts";

// By run and not by its config: a run that is gone on with has the names of its earlier process there.
const taken = new WeakMap<object, Set<string>>();

/** The name, or `<name>_2` and so on where another session of the run has it. */
export function claimName(run: RunLike, wanted: string): string {
  const names = taken.get(run) ?? new Set();
  taken.set(run, names);
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted}_${number}`;
  names.add(name);
  return name;
}

/** The name is free again. */
export function giveBackName(run: RunLike, name: string): void {
  taken.get(run)?.delete(name);
}
