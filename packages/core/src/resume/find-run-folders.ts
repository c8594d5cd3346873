import type { RunRecord } from "@stepwell/protocol";
import { writerRoleOf } from "@stepwell/runlog";
import { parseJsonBytes } from "../file/json-bytes.ts";
import { readRunRecord } from "../file/read-run-record.ts";
import { runFileName } from "../file/run-folder.ts";
import { wandbFolder } from "../file/wandb-folder.ts";
import type { World } from "../world.ts";
import { isRunFolderOf } from "../writers/find-living-writer.ts";

const MAX_SYNC_STATE_BYTES = 4096;
/** Only so many of the newest sessions of one run are looked at. */
const MAX_FOLDERS = 200;

/** A session of a run in a folder of its own. */
export interface FoundRun {
  readonly folder: string;
  readonly runFile: string;
  /** As the file began. */
  readonly run: RunRecord;
  /** The step of the first row. */
  readonly startingStep: number;
}

/**
 * The sessions of a run below `root/wandb`, newest first, without those of secondary writers. A file that does not name
 * its run, or is of another project, is none of them. Throws `FileSystemError` for a folder that can't be read.
 */
export async function findRunFolders(
  { root, runId, project }: { root: string; runId: string; project: string },
  world: Pick<World, "fileSystem">,
): Promise<readonly FoundRun[]> {
  const { fileSystem } = world;
  const parent = wandbFolder(root, fileSystem);
  if ((await fileSystem.stat(parent))?.kind !== "folder") return [];
  const names = (await fileSystem.list(parent)).flatMap(({ name, kind }) =>
    kind === "folder" && isRunFolderOf(name, runFileName(runId)) ? [name] : [],
  );
  const found: FoundRun[] = [];
  for (const name of names.toSorted(byStart).slice(0, MAX_FOLDERS)) {
    const folder = `${parent}/${name}`;
    const runFile = `${folder}/run-${runFileName(runId)}.wandb`;
    const run = await readRunRecord(runFile, world);
    if (run === undefined || run.runId !== runId || writerRoleOf(run).isSecondary) continue;
    if (run.project !== project && run.project !== "") continue;
    const said = [run.startingStep, await readSyncState(`${runFile}.syncstate`, world)];
    const startingStep = Math.max(0, ...said.filter((step) => Number.isSafeInteger(step)));
    found.push({ folder, runFile, run, startingStep });
  }
  return found.toSorted((a, b) => startOf(b) - startOf(a));
}

/** The time in a name is local and may repeat; it only chooses which files are opened. */
function byStart(a: string, b: string): number {
  const start = (name: string): string => name.replace(/^offline-/, "");
  return start(a) < start(b) ? 1 : -1;
}

function startOf({ run: { startTime } }: FoundRun): number {
  return startTime === undefined ? 0 : startTime.seconds + startTime.nanos / 1e9;
}

/** W&B's client says there, and not in the run file, at which step a resumed session began. */
async function readSyncState(path: string, { fileSystem }: Pick<World, "fileSystem">): Promise<number> {
  const found = await fileSystem.stat(path);
  if (found?.kind !== "file" || found.size > MAX_SYNC_STATE_BYTES) return 0;
  const value = parseJsonBytes(await fileSystem.readFile(path));
  const step = (value as { starting_step?: unknown } | null | undefined)?.starting_step;
  return typeof step === "number" ? step : 0;
}
