import type { RunView } from "@stepwell/protocol";

/** The names that more than one of these runs has. */
export function repeatedNames(runs: readonly Pick<RunView, "name">[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of runs) (once.has(name) ? twice : once).add(name);
  return twice;
}

/** What a run is called beside others: its name, with its id where the name says too little. */
export function runLabel(run: Pick<RunView, "id" | "name">, repeated: ReadonlySet<string>): string {
  return repeated.has(run.name) && run.name !== run.id ? `${run.name} (${run.id})` : run.name;
}
