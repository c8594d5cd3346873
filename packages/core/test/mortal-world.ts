import { FileSystemError } from "@stepwell/effects";
import type { FileSystem } from "@stepwell/effects";
import type { World } from "../src/world.ts";

/** A world whose process dies at its n-th effect: what it asks for then is never answered. */
export interface MortalWorld {
  readonly world: World;
  readonly isDead: boolean;
}

/** Counts requests and what is done to files; `World` itself stays whole for whoever comes after. */
export function createMortalWorld(world: World, effects: number): MortalWorld {
  let left = effects;

  function live<Result>(work: () => Promise<Result>): Promise<Result> {
    left -= 1;
    return left < 0 ? new Promise<never>(() => undefined) : work();
  }

  const { fileSystem } = world;
  const mortal: FileSystem = {
    ...fileSystem,
    read: (path, offset, length) => live(() => fileSystem.read(path, offset, length)),
    readFile: (path) => live(() => fileSystem.readFile(path)),
    writeFile: (path, data) => live(() => fileSystem.writeFile(path, data)),
    openAppend(path, options) {
      left -= 1;
      if (left < 0) throw new FileSystemError("EIO", path);
      return fileSystem.openAppend(path, options);
    },
  };
  return {
    world: { ...world, fileSystem: mortal, fetch: (url, request) => live(() => world.fetch(url, request)) },
    get isDead() {
      return left < 0;
    },
  };
}
