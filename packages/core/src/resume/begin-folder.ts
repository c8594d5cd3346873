import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { LogRecord, RunRecord } from "@stepwell/protocol";
import { sourceIdOf } from "@stepwell/runlog";
import type { RunFolder } from "../file/run-folder.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { SyncPosition } from "../sync/sync-position.ts";
import { createAutoResumeFile } from "./auto-resume-file.ts";
import type { Continuation } from "./continuation.ts";

interface FolderOptions {
  readonly settings: Settings;
  readonly fileSystem: FileSystem;
}

/**
 * Writes beside the run file of a run that goes on what a later delivery must know: W&B's own sync reads the step from
 * `.syncstate`, ours the lines that the server had. What can't be written costs that delivery its place, and no row.
 */
export function beginFolder(
  options: FolderOptions & {
    folder: RunFolder;
    first: readonly LogRecord[];
    continuation: Continuation | undefined;
  },
): void {
  const { folder, first, settings, continuation, fileSystem } = options;
  if (isAuto(settings)) createAutoResumeFile({ ...settings, fileSystem }).write(settings.runId);
  if (continuation === undefined) return;
  const { startingStep, runtime, lines } = continuation;
  const write = (suffix: string, value: object): void => {
    try {
      fileSystem.writeFileSync(`${folder.runFile}${suffix}`, new TextEncoder().encode(JSON.stringify(value)));
    } catch (error) {
      if (!FileSystemError.isInstance(error)) throw error;
    }
  };
  write(".syncstate", { starting_step: startingStep, starting_runtime: Math.floor(runtime) });
  const run = first.find((record): record is RunRecord => record.type === "run");
  if (lines === undefined || settings.server === undefined || run === undefined) return;
  const position: SyncPosition = {
    source: sourceIdOf(run),
    baseUrl: settings.server.baseUrl,
    firstLine: lines.history,
    firstEvent: lines.events,
    firstConsoleLine: lines.console,
    history: 0,
    events: 0,
    commands: 0,
    failedCommands: [],
  };
  write(".sync.json", { positions: [position] });
}

/** A run that ended well is not resumed by the next one with `resume: "auto"`. */
export function endFolder({ settings, fileSystem, exitCode }: FolderOptions & { exitCode: number }): void {
  if (isAuto(settings) && exitCode === 0) createAutoResumeFile({ ...settings, fileSystem }).remove();
}

function isAuto({ resume }: Settings): boolean {
  return resume.kind === "resume" && resume.when === "auto";
}
