import type { FileSystem } from "@stepwell/effects";

export interface FoundFile {
  /** Below the folder, with forward slashes. */
  readonly name: string;
  readonly path: string;
}

export interface WalkOptions {
  readonly fileSystem: FileSystem;
  readonly folder: string;
  /** Folders that are not entered, by their path below `folder`. Default: none. */
  readonly skip?: (name: string) => boolean;
}

const MAX_DEPTH = 200;

/**
 * All files below a folder, in the order of their names. Links are followed, and a folder that was met on the way down
 * is not entered again. Rejects with `FileSystemError`.
 */
export async function* walkFolder({
  fileSystem,
  folder,
  skip = () => false,
}: WalkOptions): AsyncGenerator<FoundFile, void> {
  yield* below("", folder, []);

  async function* below(
    prefix: string,
    path: string,
    above: readonly string[],
  ): AsyncGenerator<FoundFile, void> {
    const identity = (await fileSystem.stat(path))?.identity ?? path;
    if (above.includes(identity) || above.length >= MAX_DEPTH) return;
    const entries = [...(await fileSystem.list(path))].sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const { name, kind } of entries) {
      const inside = `${prefix}${name}`;
      if (kind === "file") yield { name: inside, path: `${path}/${name}` };
      else if (kind === "folder" && !skip(inside))
        yield* below(`${inside}/`, `${path}/${name}`, [...above, identity]);
    }
  }
}
