import { randomId } from "@stepwell/effects";
import type { Item, LogRecord } from "@stepwell/protocol";
import type { Moment } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import { ignoreFiles } from "../file/ignore-files.ts";
import { createRunFile } from "../file/run-file.ts";
import type { RunFile } from "../file/run-file.ts";
import { createRunFolder } from "../file/run-folder.ts";
import type { RunFolder } from "../file/run-folder.ts";
import { beginFolder } from "../resume/begin-folder.ts";
import { continuedRecords } from "../resume/continuation.ts";
import type { Continuation } from "../resume/continuation.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { createRunClock } from "./run-clock.ts";
import { firstRecords } from "./run-records.ts";

export interface BeginRunOptions {
  readonly settings: Settings;
  readonly world: World;
  readonly config: readonly Item[];
  /** What the run goes on from; undefined for one that begins anew. */
  readonly continuation: Continuation | undefined;
}

/** A run that has its folder and the first records in its file. */
export interface RunBeginning {
  readonly folder: RunFolder;
  readonly file: RunFile;
  readonly first: readonly LogRecord[];
  /** Random, one for each run file. */
  readonly writerId: string;
  readonly now: () => Moment;
}

/** Makes the folder of a run, locks it, and begins its file. Throws `UsageError` where that can't be done. */
export function beginRun(options: BeginRunOptions): RunBeginning {
  const { settings, world, config, continuation } = options;
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
  const own = firstRecords({ settings, world, startedAt, writerId, config });
  const first = continuedRecords(own, continuation);
  beginFolder({ folder, first, settings, continuation, fileSystem });
  file.append(first);
  return { folder, file, first, writerId, now };
}

function openFile(folder: RunFolder, world: World): RunFile {
  try {
    return createRunFile({ path: folder.runFile, fileSystem: world.fileSystem, clock: world.clock });
  } catch (cause) {
    folder.release();
    throw new UsageError(
      `[core] Failed to create the run file: "${folder.runFile}" was refused. Give another folder with init({ dir }) or STEPWELL_DIR.`,
      { cause },
    );
  }
}
