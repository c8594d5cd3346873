import { loadConfig } from "../settings/load-config.ts";
import type { InitOptions } from "../settings/init-options.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { createDisabledRun } from "./create-disabled-run.ts";
import type { Run } from "./run.ts";

/** Starts a run that writes nothing. Throws `UsageError` for a config that is none. */
export function startDisabledRun<Keys extends object>(options: {
  readonly settings: Settings;
  readonly config: InitOptions["config"];
  readonly world: World;
  readonly onFinish: () => void;
}): Run<Keys> {
  const { settings, world } = options;
  return createDisabledRun<Keys>({ ...options, config: loadConfig(options.config, settings, world) });
}
