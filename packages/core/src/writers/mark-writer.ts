import type { Item, RunRecord } from "@stepwell/protocol";
import { SECONDARY_ROLE, SHARED_FEATURE } from "@stepwell/runlog";
import type { Settings } from "../settings/resolve-settings.ts";
import { SPOKEN_VERSION } from "../version.ts";

/**
 * The run record as one of several writers says it: marked as W&B's shared mode marks it, with our label, and without
 * the config where another writer has it.
 */
export function markWriter(run: RunRecord, { shared }: Pick<Settings, "shared">): RunRecord {
  if (shared === undefined) return run;
  const own = (name: string, value: string): Item => ({ path: ["_wandb", "stepwell", name], value });
  const config = shared.isPrimary ? run.config : run.config.filter(isOurs);
  const telemetry = {
    features: [SHARED_FEATURE],
    pythonVersion: "",
    cliVersion: SPOKEN_VERSION,
    coreVersion: SPOKEN_VERSION,
    platform: "",
  };
  return {
    ...run,
    config: [
      ...config,
      own("label", shared.label),
      ...(shared.isPrimary ? [] : [own("role", SECONDARY_ROLE)]),
    ],
    telemetry,
  };
}

function isOurs({ path }: Item): boolean {
  return path[0] === "_wandb" && path[1] === "stepwell";
}
