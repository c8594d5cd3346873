import type { InitOptions } from "../settings/init-options.ts";
import { loadConfig } from "../settings/load-config.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { createDelivery } from "../sync/create-delivery.ts";
import type { World } from "../world.ts";
import type { WriterClaim } from "../writers/claim-writer-role.ts";
import { createDisabledRun } from "./create-disabled-run.ts";
import { createRun } from "./create-run.ts";
import type { Run } from "./run.ts";

export interface StartRunOptions {
  readonly settings: Settings;
  readonly config: InitOptions["config"];
  readonly world: World;
  /** Called once, when the run is over. */
  readonly onFinish: () => void;
}

/**
 * Starts a run: opens the storage that it is written to, finds what it goes on from, and decides which of its writers
 * this one is. Rejects with `UsageError` where that can't be.
 */
export async function startRun<Keys extends object>(options: StartRunOptions): Promise<Run<Keys>> {
  const { settings: given, onFinish } = options;
  const config = loadConfig(options.config, given, options.world);
  if (given.mode === "disabled")
    return createDisabledRun({ settings: given, config, world: options.world, onFinish });
  const { server, silent } = given;
  const { world, settings } = (await options.world.openRun?.(given)) ?? {
    world: options.world,
    settings: given,
  };
  const resuming = settings.resume.kind === "none" ? undefined : await loadResume();
  const plan = await resuming?.continueRun(settings, world);
  const claim = await claimRole(plan?.settings ?? settings, world);
  try {
    const continuation = plan && resuming?.continuationFor(claim.settings, plan);
    return createRun<Keys>({
      settings: claim.settings,
      config: resuming?.withOldConfig(config, continuation) ?? config,
      continuation,
      world,
      onFinish,
      deliver: (folder) => server && createDelivery({ folder, server, world, silent }),
    });
  } finally {
    claim.release();
  }
}

// Most runs are new ones with an id of their own, whose programs are spared what others need.
const loadResume = () => import("../resume/continue-run.ts");

async function claimRole(settings: Settings, world: World): Promise<WriterClaim> {
  if (!settings.isIdGiven && settings.shared === undefined) return { settings, release: () => undefined };
  const { claimWriterRole } = await import("../writers/claim-writer-role.ts");
  return claimWriterRole(settings, world);
}
