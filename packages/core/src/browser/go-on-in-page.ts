import type { RunFile } from "../file/run-file.ts";
import type { BegunRun } from "../run/begun-run.ts";
import { createRunClock } from "../run/run-clock.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { processesOf } from "./browser-processes.ts";
import type { PageStorage } from "./page-storage.ts";

/** A run that its worker has begun, as the page goes on with it. */
export async function goOnInPage(
  storage: Pick<PageStorage, "begun" | "file" | "fileSystem" | "startEngine" | "close">,
  own: { readonly base: World; readonly volume: string; readonly hostName: string },
): Promise<BegunRun> {
  const { base, volume, hostName } = own;
  const { fileSystem, startEngine, close: closeRun, begun } = storage;
  const { settings, folder, records } = begun;
  const processes = processesOf(volume, hostName);
  const world = { ...base, fileSystem, startEngine, closeRun, processes };
  const { clock } = world;
  return {
    ...begun,
    written: records,
    world,
    file: await withoutIgnored(storage.file, settings),
    // The worker lets the lock go, and forgets the run that ended well, when it has written the end.
    folder: { ...folder, release: () => undefined },
    now: createRunClock(clock, Math.max(0, clock.now() - begun.startedMs) / 1000),
    ended: () => undefined,
  };
}

async function withoutIgnored(file: RunFile, { ignoreGlobs }: Settings): Promise<RunFile> {
  if (ignoreGlobs.length === 0) return file;
  const { ignoreFiles } = await import("./open-elsewhere.ts");
  return ignoreFiles(file, ignoreGlobs);
}
