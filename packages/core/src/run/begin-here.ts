import type { continuationFor, continueRun, withOldConfig } from "../resume/continue-run.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { loadConfig } from "../settings/load-config.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { claimWriterRole, WriterClaim } from "../writers/claim-writer-role.ts";
import { beginRun } from "./begin-run.ts";
import type { BegunRun } from "./begun-run.ts";
import { initialConfig } from "./config-values.ts";

export interface BeginHereOptions {
  readonly settings: Settings;
  readonly config: InitOptions["config"];
  readonly world: World;
  readonly load: BeginningParts;
}

/** What only some runs need at their beginning: those that go on from others, and those whose id was given. */
export interface BeginningParts {
  resume(): Promise<{
    readonly continueRun: typeof continueRun;
    readonly continuationFor: typeof continuationFor;
    readonly withOldConfig: typeof withOldConfig;
  }>;
  claim(): Promise<{ readonly claimWriterRole: typeof claimWriterRole }>;
}

/**
 * Opens the storage that a run is written to, finds what it goes on from, decides which of its writers this one is,
 * and begins its file. Rejects with `UsageError` where that can't be.
 */
export async function beginHere(options: BeginHereOptions): Promise<BegunRun> {
  const { settings: given, load } = options;
  const sources = loadConfig(options.config, given, options.world);
  const opened = await options.world.openRun?.(given);
  const { world, settings } = opened ?? { world: options.world, settings: given };
  const resuming = settings.resume.kind === "none" ? undefined : await load.resume();
  const plan = await resuming?.continueRun(settings, world);
  const claim = await claimRole(plan?.settings ?? settings, world, load);
  try {
    const continuation = plan && resuming?.continuationFor(claim.settings, plan);
    const initial = initialConfig(resuming?.withOldConfig(sources, continuation) ?? sources);
    const begun = beginRun({ settings: claim.settings, world, continuation, config: initial });
    return { ...begun, hints: sources.hints };
  } finally {
    claim.release();
  }
}

async function claimRole(settings: Settings, world: World, load: BeginningParts): Promise<WriterClaim> {
  if (!settings.isIdGiven && settings.shared === undefined) return { settings, release: () => undefined };
  const { claimWriterRole } = await load.claim();
  return claimWriterRole(settings, world);
}
