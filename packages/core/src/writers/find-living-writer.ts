import type { LockOwner } from "../file/lock-file.ts";
import { readLock } from "../file/lock-file.ts";
import { runFileName } from "../file/run-folder.ts";
import { wandbFolder } from "../file/wandb-folder.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";

/** A process of this host that writes a run now, as its primary writer. */
export interface LivingWriter {
  readonly folder: string;
  readonly owner: LockOwner;
}

/** Looks through the run folders of an id for one whose primary writer lives on this host. */
export async function findLivingWriter(
  { root, runId, project }: Pick<Settings, "root" | "runId" | "project">,
  { fileSystem, processes }: World,
): Promise<LivingWriter | undefined> {
  const parent = wandbFolder(root, fileSystem);
  if (fileSystem.statSync(parent)?.kind !== "folder") return undefined;
  const name = runFileName(runId);
  for (const entry of await fileSystem.list(parent)) {
    if (entry.kind !== "folder" || !isRunFolderOf(entry.name, name)) continue;
    const folder = `${parent}/${entry.name}`;
    const owner = readLock(`${folder}/run-${name}.wandb.lock`, fileSystem);
    if (owner === undefined || owner.role === "secondary") continue;
    if (owner.project !== undefined && owner.project !== project) continue;
    if (owner.host === processes.host && processes.isAlive(owner)) return { folder, owner };
  }
  return undefined;
}

/** `[offline-]run-YYYYMMDD_HHMMSS-<id>` with `-<n>` or without; the run file's name tells ids apart that look alike. */
export function isRunFolderOf(folder: string, id: string): boolean {
  const match = /^(?:offline-)?run-\d{8}_\d{6}-(.*)$/s.exec(folder);
  const rest = match?.[1];
  return rest === id || (rest?.startsWith(`${id}-`) === true && /^\d+$/.test(rest.slice(id.length + 1)));
}
