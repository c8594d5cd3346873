import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";

const PROBE = ".stepwell-doctor";

/** Why a folder can't be written to, as the file system's code; undefined where it can. Nothing is left there. */
export function refusalOfWriting(folder: string, fileSystem: FileSystem): string | undefined {
  try {
    fileSystem.writeFileSync(`${folder}/${PROBE}`, new Uint8Array());
    fileSystem.removeSync(`${folder}/${PROBE}`);
    return undefined;
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    return error.code;
  }
}
