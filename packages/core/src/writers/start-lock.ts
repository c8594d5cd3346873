import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { readLock } from "../file/lock-file.ts";
import type { World } from "../world.ts";

/** A lock without a readable owner belongs to a process that is writing it right now, or to one that died doing so. */
const WRITING_MS = 10_000;
/** Whether a process of another host lives can't be asked; a lock is held for far less than this. */
const FOREIGN_MS = 3_600_000;
const MAX_DEAD = 100;

/**
 * Takes the right to decide which writer of a run one is, for the milliseconds that it takes. Undefined while another
 * process has it. Returns the release.
 *
 *   path.0 ──its owner died──▶ path.1 ──its owner died──▶ path.2 …
 *
 * A dead owner's file is never replaced but followed by the next number, since two that remove and create could both
 * succeed. Who has created a file holds the lock while all files before it are there and dead.
 */
export function takeStartLock(path: string, world: World): (() => void) | undefined {
  const { fileSystem, processes } = world;
  const owner = new TextEncoder().encode(JSON.stringify({ ...processes.self, host: processes.host }));

  for (let number = 0; number < MAX_DEAD; number++) {
    if (create(`${path}.${number}`, owner, fileSystem)) {
      const release = (): void => removeUpTo(path, number, fileSystem);
      for (let before = 0; before < number; before++) {
        if (judge(`${path}.${before}`, world) === "dead") continue;
        remove(`${path}.${number}`, fileSystem);
        return undefined;
      }
      return release;
    }
    if (judge(`${path}.${number}`, world) !== "dead") return undefined;
  }
  return undefined;
}

function create(path: string, content: Uint8Array, fileSystem: FileSystem): boolean {
  try {
    const file = fileSystem.openAppend(path, { exclusive: true });
    file.writeSync(content);
    file.closeSync();
    return true;
  } catch (error) {
    if (FileSystemError.isInstance(error) && error.code === "EEXIST") return false;
    throw error;
  }
}

function judge(path: string, world: World): "alive" | "dead" | "gone" {
  const { fileSystem, processes, clock } = world;
  const stat = fileSystem.statSync(path);
  if (stat === undefined) return "gone";
  const owner = readLock(path, fileSystem);
  const age = clock.now() - stat.modifiedMs;
  if (owner === undefined) return age > WRITING_MS ? "dead" : "alive";
  if (owner.host !== processes.host) return age > FOREIGN_MS ? "dead" : "alive";
  return processes.isAlive(owner) ? "alive" : "dead";
}

function removeUpTo(path: string, number: number, fileSystem: FileSystem): void {
  for (let at = 0; at <= number; at++) remove(`${path}.${at}`, fileSystem);
}

function remove(path: string, fileSystem: FileSystem): void {
  try {
    fileSystem.removeSync(path);
  } catch (error) {
    // Someone tidied up before us; it is gone either way.
    if (!FileSystemError.isInstance(error)) throw error;
  }
}
