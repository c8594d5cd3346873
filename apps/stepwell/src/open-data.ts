import { FileSystemError } from "@stepwell/effects";
import { COMMAND_NAMES } from "./command-line/commands.ts";
import { notedServer } from "./export/server-address.ts";
import { nearestWord } from "./nearest-word.ts";
import { Problem } from "./problem.ts";
import type { Storage, World } from "./world.ts";

export interface OpenData {
  /** The served folder and the data folder: absolute, without links. */
  readonly folder: string;
  readonly data: string;
  readonly storage: Storage;
}

/** Finds the folder, makes the data folder and opens the stores in it. Throws `Problem`. */
export async function openData(
  command: { readonly folder: string; readonly data: string | undefined },
  world: World,
): Promise<OpenData> {
  const folder = await findFolder(command.folder, world);
  const data = command.data === undefined ? usualDataFolder(folder) : world.resolve(command.data);
  return { folder, data, storage: await openDataFolder(data, world) };
}

/** The data folder of a folder of runs, when none is named. */
export function usualDataFolder(folder: string): string {
  return /[\\/]wandb$/.test(folder) ? `${folder}/.stepwell` : `${folder}/wandb/.stepwell`;
}

/** Makes the data folder, given by its absolute path, and opens the stores in it. Throws `Problem`. */
export async function openDataFolder(data: string, world: World): Promise<Storage> {
  await makeFolder(data, world);
  try {
    return await world.openStorage(data);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const address = await notedServer(world.fileSystem, data);
    const holder =
      address === undefined || !isHeld(error) ? "" : ` That process is the server at ${address}.`;
    throw new Problem(
      reason.startsWith("[")
        ? `${reason}${holder}`
        : `[stepwell] Failed to open the data folder "${data}": ${reason}. Give another one with "--data <folder>", or delete this one: it is rebuilt from the run files.`,
      { cause: error },
    );
  }
}

/** Whether a data folder could not be opened because a process has it open. */
export function isHeld(error: unknown): boolean {
  return error instanceof Error && error.message.includes("writes to it already");
}

async function findFolder(path: string, world: World): Promise<string> {
  const absolute = world.resolve(path);
  const stat = await world.fileSystem.stat(absolute);
  if (stat === undefined) {
    const near = /[\\/.]/.test(path) ? undefined : nearestWord(path, COMMAND_NAMES);
    const remedy =
      near === undefined
        ? "Name the folder in which your scripts run."
        : `Did you mean "stepwell ${near}"? Else name the folder in which your scripts run.`;
    throw new Problem(`[stepwell] Failed to find "${absolute}": there is no such folder. ${remedy}`, {
      exitCode: 2,
    });
  }
  if (stat.kind !== "folder") {
    throw new Problem(
      `[stepwell] Failed to look for runs in "${absolute}": it is a file. Name the folder that it lies in.`,
      { exitCode: 2 },
    );
  }
  return world.fileSystem.realPath(absolute);
}

/** A new one is for this user alone: hashes of keys are in it, and what runs of all teams logged. */
async function makeFolder(data: string, world: World): Promise<void> {
  const probe = `${data}/.writable`;
  try {
    const isNew = (await world.fileSystem.stat(data)) === undefined;
    world.fileSystem.makeFolderSync(data);
    if (isNew) world.makePrivate(data);
    world.fileSystem.writeFileSync(probe, new Uint8Array());
    world.fileSystem.removeSync(probe);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    throw new Problem(
      `[stepwell] Failed to write to the data folder "${data}": the file system says "${error.code}". Give one that you may write to with "--data <folder>".`,
      { cause: error },
    );
  }
}
