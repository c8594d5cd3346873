import type { InitOptions } from "../settings/init-options.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { beginHere } from "./begin-here.ts";
import type { BeginningParts } from "./begin-here.ts";
import type { DisabledRuns, Opening } from "./opening.ts";

/** Opens a run in this thread. Rejects with `UsageError` for options that make no sense. */
export async function openRun(options: InitOptions, world: World): Promise<Opening> {
  const settings = resolveSettings(options, world);
  return {
    settings,
    begin: (config) => beginHere({ settings, config, world, load: LATER }),
    drop: () => undefined,
  };
}

// Most runs are new ones with an id of their own, whose programs are spared what others need.
const LATER: BeginningParts = {
  resume: () => import("../resume/continue-run.ts"),
  claim: () => import("../writers/claim-writer-role.ts"),
};

/** What a run without files is made of; most programs make none. */
export function loadDisabledRun(): Promise<DisabledRuns> {
  return import("./start-disabled-run.ts");
}
