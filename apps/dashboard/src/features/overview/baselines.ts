import { createValueStore } from "../../lib/value-store.ts";

/** The run (id) of each project that settings are compared with, while the page is open. */
export const baselines = createValueStore<ReadonlyMap<string, string>>(new Map());

/** Compares a project's runs with this one from now on; undefined compares with none. */
export function setBaseline(project: string, run: string | undefined): void {
  const next = new Map(baselines.get());
  if (run === undefined) next.delete(project);
  else next.set(project, run);
  baselines.set(next);
}
