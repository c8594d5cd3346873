import { beginHere } from "../run/begin-here.ts";
import type { Opening } from "../run/opening.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { BEGINNING_PARTS } from "./beginning-parts.ts";

// What most pages need not load, in one piece: runs of web workers, of worlds that are not a browser's, and
// disabled ones, ignored files, errors that a worker has met.
export { startDisabledRun } from "../run/start-disabled-run.ts";
export { ignoreFiles } from "../file/ignore-files.ts";
export { reviveError } from "./revive-error.ts";
export { openWorkerRun } from "./open-worker-run.ts";

/** Opens a run in this thread. Rejects with `UsageError` for options that make no sense. */
export async function openRun(options: InitOptions, world: World): Promise<Opening> {
  const settings = resolveSettings(options, world);
  return {
    settings,
    begin: (config) => beginHere({ settings, config, world, load: BEGINNING_PARTS }),
    drop: () => undefined,
  };
}
