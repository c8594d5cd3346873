import { FileSystemError } from "@stepwell/effects";
import { wandbFolder } from "../file/wandb-folder.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { findLivingWriter } from "./find-living-writer.ts";
import { secondarySettings } from "./secondary-settings.ts";
import { takeStartLock } from "./start-lock.ts";
import { writerLabel } from "./writer-label.ts";

/** Which writer of its run a process is. */
export interface WriterClaim {
  /** With `shared` set when the run has another writer. */
  readonly settings: Settings;
  /** Lets other processes decide; called once the run folder is locked, or was not made. */
  release(): void;
}

/**
 * Decides whether this process is the primary writer of its run: it is unless one lives on this host already, or is
 * starting at this moment. Of several that start at once, one is. A run whose id was made up has no other writer yet.
 */
export async function claimWriterRole(settings: Settings, world: World): Promise<WriterClaim> {
  if (settings.shared?.isPrimary === false)
    return { settings: asSecondary(settings, world), release: nothing };
  if (!settings.isIdGiven) return { settings, release: nothing };
  const lock = takeLock(settings, world);
  if (lock === "refused") return { settings, release: nothing };
  if (lock === undefined) return { settings: asSecondary(settings, world), release: nothing };
  try {
    const writer = await findLivingWriter(settings, world);
    if (writer === undefined) return { settings, release: lock };
    return { settings: asSecondary(settings, world), release: lock };
  } catch (error) {
    lock();
    if (!FileSystemError.isInstance(error)) throw error;
    return { settings, release: nothing };
  }
}

/** A folder that can't be written is told of where the run folder is made. */
function takeLock(settings: Settings, world: World): (() => void) | "refused" | undefined {
  const parent = wandbFolder(settings.root, world.fileSystem);
  const name = [settings.project, settings.runId].map(encodeURIComponent).join("+");
  try {
    world.fileSystem.makeFolderSync(parent);
    return takeStartLock(`${parent}/.starting-${name}`, world);
  } catch (error) {
    if (FileSystemError.isInstance(error)) return "refused";
    throw error;
  }
}

function asSecondary(settings: Settings, world: World): Settings {
  const label = settings.shared?.label ?? writerLabel(world.processes.host, world.random);
  return secondarySettings(settings, label);
}

function nothing(): void {
  // No one waits for a role that was not contested.
}
