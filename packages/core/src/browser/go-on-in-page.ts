import { FileSystemError } from "@stepwell/effects";
import { createRunFile } from "../file/run-file.ts";
import type { RunFile } from "../file/run-file.ts";
import type { BegunRun } from "../run/begun-run.ts";
import { createRunClock } from "../run/run-clock.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { processesOf } from "./browser-processes.ts";
import type { PageStorage } from "./page-storage.ts";

/** A run that its worker has begun, as the page goes on with it. */
export async function goOnInPage(
  storage: Pick<PageStorage, "begun" | "fileSystem" | "startEngine" | "close">,
  own: { readonly base: World; readonly volume: string; readonly hostName: string },
): Promise<BegunRun> {
  const { base, volume, hostName } = own;
  const { fileSystem, startEngine, close: closeRun, begun } = storage;
  const { settings, folder, written } = begun;
  const processes = processesOf(volume, hostName);
  const world = { ...base, fileSystem, startEngine, closeRun, processes };
  const { clock } = world;
  const file = createRunFile({ path: folder.runFile, fileSystem, clock, records: written });
  return {
    ...begun,
    world,
    file: await withoutIgnored(file, settings),
    folder: { ...folder, release: () => removeLock(folder.runFile, world) },
    now: createRunClock(clock, Math.max(0, clock.now() - begun.startedMs) / 1000),
    ended: await endOf(settings, world),
  };
}

async function withoutIgnored(file: RunFile, { ignoreGlobs }: Settings): Promise<RunFile> {
  if (ignoreGlobs.length === 0) return file;
  const { ignoreFiles } = await import("../file/ignore-files.ts");
  return ignoreFiles(file, ignoreGlobs);
}

async function endOf(settings: Settings, { fileSystem }: World): Promise<BegunRun["ended"]> {
  if (settings.resume.kind === "none") return () => undefined;
  const { endFolder } = await import("../resume/begin-folder.ts");
  return (exitCode) => endFolder({ settings, exitCode, fileSystem });
}

function removeLock(runFile: string, { fileSystem }: World): void {
  try {
    fileSystem.removeSync(`${runFile}.lock`);
  } catch (error) {
    // Where nothing is kept any more, the worker's end lets the lock go.
    if (!FileSystemError.isInstance(error)) throw error;
  }
}
