import { FileSystemError } from "@stepwell/effects";
import { createBegunFileEncoder } from "@stepwell/protocol";
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
  const path = folder.runFile;
  const position = fileSystem.statSync(path)?.size ?? 0;
  const encoder = createBegunFileEncoder({ position, nextNumber: written + 1 });
  const file = createRunFile({ path, fileSystem, clock, encoder, isBegun: true });
  return {
    ...begun,
    world,
    file: await withoutIgnored(file, settings),
    folder: { ...folder, release: () => remove(`${path}.lock`, world) },
    now: createRunClock(clock, Math.max(0, clock.now() - begun.startedMs) / 1000),
    ended(exitCode) {
      if (exitCode === 0 && begun.resumeFile !== undefined) remove(begun.resumeFile, world);
    },
  };
}

async function withoutIgnored(file: RunFile, { ignoreGlobs }: Settings): Promise<RunFile> {
  if (ignoreGlobs.length === 0) return file;
  const { ignoreFiles } = await import("../file/ignore-files.ts");
  return ignoreFiles(file, ignoreGlobs);
}

/** Where nothing is kept any more, the worker's end lets the lock go. */
function remove(path: string, { fileSystem }: World): void {
  try {
    fileSystem.removeSync(path);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
  }
}
