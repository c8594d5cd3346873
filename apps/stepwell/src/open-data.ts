import { FileSystemError } from "@stepwell/effects";
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
  const usual = /[\\/]wandb$/.test(folder) ? `${folder}/.stepwell` : `${folder}/wandb/.stepwell`;
  const data = command.data === undefined ? usual : world.resolve(command.data);
  return { folder, data, storage: await openDataFolder(data, world) };
}

/** Makes the data folder, given by its absolute path, and opens the stores in it. Throws `Problem`. */
export async function openDataFolder(data: string, world: World): Promise<Storage> {
  makeFolder(data, world);
  try {
    return await world.openStorage(data);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(
      reason.startsWith("[")
        ? reason
        : `[stepwell] Failed to open the data folder "${data}": ${reason}. Give another one with "--data <folder>", or delete this one: it is rebuilt from the run files.`,
      { cause: error },
    );
  }
}

async function findFolder(path: string, world: World): Promise<string> {
  const absolute = world.resolve(path);
  const stat = await world.fileSystem.stat(absolute);
  if (stat === undefined) {
    throw new Problem(
      `[stepwell] Failed to serve "${absolute}": there is no such folder. Name the folder in which your scripts run.`,
    );
  }
  if (stat.kind !== "folder") {
    throw new Problem(
      `[stepwell] Failed to serve "${absolute}": it is a file. Name the folder that it lies in.`,
    );
  }
  return world.fileSystem.realPath(absolute);
}

function makeFolder(data: string, world: World): void {
  const probe = `${data}/.writable`;
  try {
    world.fileSystem.makeFolderSync(data);
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
