import { randomId } from "@stepwell/effects";
import { createRunFileEncoder } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { ignoreFiles } from "../file/ignore-files.ts";
import { createRunFile } from "../file/run-file.ts";
import type { RunFile } from "../file/run-file.ts";
import { createRunFolder } from "../file/run-folder.ts";
import type { RunFolder } from "../file/run-folder.ts";
import { beginFolder, endFolder } from "../resume/begin-folder.ts";
import { continuedRecords } from "../resume/continuation.ts";
import type { Continuation } from "../resume/continuation.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { BegunRun } from "./begun-run.ts";
import { configItems } from "./config-values.ts";
import type { InitialConfig } from "./config-values.ts";
import { createRunClock } from "./run-clock.ts";
import { firstRecords } from "./run-records.ts";

export interface BeginRunOptions {
  readonly settings: Settings;
  readonly world: World;
  readonly config: InitialConfig;
  /** What the run goes on from; undefined for one that begins anew. */
  readonly continuation: Continuation | undefined;
}

/** Makes the folder of a run, locks it, and begins its file. Throws `UsageError` where that can't be done. */
export function beginRun(options: BeginRunOptions): Omit<BegunRun, "hints"> {
  const { settings, world, config, continuation } = options;
  const { startingStep = 0, summary = {}, resumed = false } = continuation ?? {};
  const { fileSystem } = world;
  const startedAt = world.clock.now();
  const now = createRunClock(world.clock, continuation?.runtime);
  const folder = createRunFolder({
    root: settings.root,
    runId: settings.runId,
    prefix: settings.mode === "online" ? "run" : "offline-run",
    startedAt,
    fileSystem,
    processes: world.processes,
    writer: {
      project: settings.project,
      role: settings.shared?.isPrimary === false ? "secondary" : "primary",
    },
  });
  const file = ignoreFiles(openFile(folder, world), settings.ignoreGlobs);
  const writerId = randomId(world.random, 32);
  const own = firstRecords({ settings, world, startedAt, writerId, config: configItems(config.values) });
  const first = continuedRecords(own, continuation);
  beginFolder({ folder, first, settings, continuation, fileSystem });
  const lost = file.append(first);
  return {
    settings,
    world,
    config,
    folder,
    file,
    first,
    written: first.length - lost.length,
    writerId,
    now,
    startingStep,
    summary,
    resumed,
    ended: (exitCode) => endFolder({ settings, exitCode, fileSystem }),
  };
}

function openFile(folder: RunFolder, world: World): RunFile {
  try {
    const { fileSystem, clock } = world;
    return createRunFile({ path: folder.runFile, fileSystem, clock, encoder: createRunFileEncoder() });
  } catch (cause) {
    folder.release();
    throw new UsageError(
      `[core] Failed to create the run file: "${folder.runFile}" was refused. Give another folder with init({ dir }) or STEPWELL_DIR.`,
      { cause },
    );
  }
}
