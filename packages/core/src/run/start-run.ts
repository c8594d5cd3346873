import { loadDisabledRun } from "#opening";
import type { InitOptions } from "../settings/init-options.ts";
import type { World } from "../world.ts";
import { createRun } from "./create-run.ts";
import type { Opening } from "./opening.ts";
import type { Run } from "./run.ts";

export interface StartRunOptions {
  readonly opening: Opening;
  readonly config: InitOptions["config"];
  readonly world: World;
  /** Called once, when the run is over. */
  readonly onFinish: () => void;
}

/** Starts a run as its mode asks. Rejects with `UsageError` where that can't be. */
export async function startRun<Keys extends object>(options: StartRunOptions): Promise<Run<Keys>> {
  const { opening, config, world, onFinish } = options;
  const { settings } = opening;
  if (settings.mode === "disabled") {
    opening.drop();
    const { startDisabledRun } = await loadDisabledRun();
    return startDisabledRun<Keys>({ settings, config, world, onFinish });
  }
  const { server, silent } = settings;
  // Loaded beside the run's beginning, and only for a server.
  const [begun, delivery] = await Promise.all([
    opening.begin(config),
    server && import("../sync/create-delivery.ts"),
  ]);
  const isShared = begun.settings.shared !== undefined;
  const writers = isShared ? await import("../writers/shared-run-log.ts") : undefined;
  return createRun<Keys>(begun, {
    sharedLog: writers?.createSharedRunLog,
    onFinish,
    deliver: (folder) => server && delivery?.createDelivery({ folder, server, world: begun.world, silent }),
  });
}
