import type { DisabledRuns, Opening } from "../run/opening.ts";
import type { InitOptions } from "../settings/init-options.ts";
import type { World } from "../world.ts";

/** Opens a run of a page or a web worker. Rejects with `UsageError` for options that make no sense. */
export async function openRun(options: InitOptions, world: World): Promise<Opening> {
  if (world.open !== undefined) return world.open(options);
  const elsewhere = await import("./open-elsewhere.ts");
  return elsewhere.openRun(options, world);
}

/** What a run without files is made of; most programs make none. */
export function loadDisabledRun(): Promise<DisabledRuns> {
  return import("./open-elsewhere.ts");
}
