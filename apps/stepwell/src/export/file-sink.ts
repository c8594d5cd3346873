import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import { Problem } from "../problem.ts";

/** A file that gets its name when it is whole. */
export interface FileSink {
  write(bytes: Uint8Array): void;
  /** Gives the file its name, in place of one that had it. */
  finish(): void;
  /** Leaves nothing behind. */
  abandon(): void;
}

/** Begins a file beside its later place. What the file system refuses throws `Problem`, there and in the calls. */
export function openFileSink(fileSystem: FileSystem, path: string): FileSink {
  const part = `${path}.part`;
  const tried = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      if (!FileSystemError.isInstance(error)) throw error;
      throw new Problem(
        `[stepwell] Failed to write "${path}": the file system says "${error.code}". Name another place with "--out <file>".`,
        { cause: error },
      );
    }
  };
  const file = tried(() => {
    if (fileSystem.statSync(part) !== undefined) fileSystem.removeSync(part);
    return fileSystem.openAppend(part, { exclusive: true });
  });
  return {
    write: (bytes) => tried(() => file.writeSync(bytes)),
    finish: () =>
      tried(() => {
        file.syncSync();
        file.closeSync();
        if (fileSystem.statSync(path) !== undefined) fileSystem.removeSync(path);
        try {
          fileSystem.hardLinkSync(part, path);
        } catch (error) {
          // Some disks know no second names.
          if (!FileSystemError.isInstance(error)) throw error;
          fileSystem.copyFileSync(part, path);
        }
        fileSystem.removeSync(part);
      }),
    abandon() {
      file.closeSync();
      fileSystem.removeSync(part);
    },
  };
}
