import type { InitOptions } from "../settings/init-options.ts";
import { loadConfig } from "../settings/load-config.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { WriterClaim } from "../writers/claim-writer-role.ts";
import { beginRun } from "./begin-run.ts";
import type { BegunRun } from "./begun-run.ts";
import { initialConfig } from "./config-values.ts";
import type { Opening } from "./opening.ts";

/** Opens a run in this thread. Rejects with `UsageError` for options that make no sense. */
export async function openRun(options: InitOptions, world: World): Promise<Opening> {
  const settings = resolveSettings(options, world);
  return {
    settings,
    begin: (config) => beginHere(settings, config, world),
    drop: () => undefined,
  };
}

/**
 * Opens the storage that a run is written to, finds what it goes on from, decides which of its writers this one is,
 * and begins its file. Rejects with `UsageError` where that can't be.
 */
export async function beginHere(
  given: Settings,
  config: InitOptions["config"],
  outside: World,
): Promise<BegunRun> {
  const sources = loadConfig(config, given, outside);
  const { world, settings } = (await outside.openRun?.(given)) ?? { world: outside, settings: given };
  const resuming = settings.resume.kind === "none" ? undefined : await loadResume();
  const plan = await resuming?.continueRun(settings, world);
  const claim = await claimRole(plan?.settings ?? settings, world);
  try {
    const continuation = plan && resuming?.continuationFor(claim.settings, plan);
    const initial = initialConfig(resuming?.withOldConfig(sources, continuation) ?? sources);
    const begun = beginRun({ settings: claim.settings, world, continuation, config: initial });
    return { ...begun, hints: sources.hints };
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
