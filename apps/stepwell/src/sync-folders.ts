import type { FileSystem } from "@stepwell/effects";
import { createRunFileReader } from "@stepwell/protocol";
import { Problem } from "./problem.ts";

/** A run file names its writer in its first records. Bytes. */
const HEAD_BYTES = 256 * 1024;

/** A folder that holds a run file. */
export interface FoundFolder {
  /** Absolute. */
  readonly path: string;
  readonly runId: string;
  /** The run that it was forked from. */
  readonly parentId: string | undefined;
  /** It was not named itself, but lies in a folder that was. */
  readonly isSearched: boolean;
}

export interface FindFoldersOptions {
  /** Absolute: run folders, run files, `wandb/` folders, or folders that have one. */
  readonly paths: readonly string[];
  /** Also folders of online runs of W&B's own client, which has sent them itself. */
  readonly includeOnline: boolean;
  readonly fileSystem: FileSystem;
}

/** Finds the run folders that are meant, oldest first. Throws `Problem` for a path that leads to none. */
export async function findFolders(options: FindFoldersOptions): Promise<readonly FoundFolder[]> {
  const found = new Map<string, FoundFolder>();
  for (const path of options.paths) {
    for (const folder of await foldersAt(path, options)) found.set(folder.path, folder);
  }
  return [...found.values()].sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
}

async function foldersAt(path: string, options: FindFoldersOptions): Promise<readonly FoundFolder[]> {
  const { fileSystem } = options;
  const kind = (await fileSystem.stat(path))?.kind;
  if (kind === undefined) {
    throw new Problem(
      `[stepwell] Failed to sync: "${path}" does not exist. Name a run folder, or one that has a "wandb" folder.`,
      { exitCode: 2 },
    );
  }
  const folder = kind === "folder" ? path : path.slice(0, path.lastIndexOf("/"));
  const runId = await runIdIn(folder, fileSystem);
  if (runId !== undefined) {
    const { parentId } = await headOf(`${folder}/run-${runId}.wandb`, fileSystem);
    return [{ path: folder, runId, parentId, isSearched: false }];
  }
  const searched = await Promise.all(
    [folder, `${folder}/wandb`, `${folder}/.wandb`].map((one) => search(one, options)),
  );
  const all = searched.flat();
  if (all.some((one) => one !== undefined)) return all.filter((one) => one !== undefined);
  if (all.length > 0) return [];
  throw new Problem(
    `[stepwell] Failed to sync: no run folder is at "${path}" or in its "wandb" folder. Name a folder like "wandb/offline-run-…", which has a ".wandb" file in it.`,
    { exitCode: 2 },
  );
}

/** Run folders directly below; undefined stands for one that is left to its own client. */
async function search(
  folder: string,
  { fileSystem, includeOnline }: FindFoldersOptions,
): Promise<readonly (FoundFolder | undefined)[]> {
  if ((await fileSystem.stat(folder))?.kind !== "folder") return [];
  const names = (await fileSystem.list(folder))
    .filter(({ name, kind }) => kind === "folder" && /^(offline-)?run-/.test(name))
    .map(({ name }) => name);
  const found: (FoundFolder | undefined)[] = [];
  for (const name of names) {
    const path = `${folder}/${name}`;
    const runId = await runIdIn(path, fileSystem);
    if (runId === undefined) continue;
    const { isOurs, parentId } = await headOf(`${path}/run-${runId}.wandb`, fileSystem);
    const isMeant = includeOnline || name.startsWith("offline-") || isOurs;
    found.push(isMeant ? { path, runId, parentId, isSearched: true } : undefined);
  }
  return found;
}

/** The run id that the name of a run file in a folder says; undefined where there is none. */
export async function runIdIn(folder: string, fileSystem: FileSystem): Promise<string | undefined> {
  const files = (await fileSystem.list(folder)).filter(({ kind }) => kind === "file");
  return files.map(({ name }) => /^run-(.+)\.wandb$/.exec(name)?.[1]).find((id) => id !== undefined);
}

interface RunHead {
  /** Stepwell wrote it. */
  readonly isOurs: boolean;
  readonly parentId: string | undefined;
}

/** What the first records of a run file say. */
export async function headOf(runFile: string, fileSystem: FileSystem): Promise<RunHead> {
  const reader = createRunFileReader();
  reader.push(await fileSystem.read(runFile, 0, HEAD_BYTES));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind !== "record" || event.record.type !== "run") continue;
    const { runId, config, branchPoint } = event.record;
    const isOurs = config.some(({ path }) => path[0] === "_wandb" && path[1] === "stepwell");
    return { isOurs, parentId: branchPoint?.run === runId ? undefined : branchPoint?.run };
  }
  return { isOurs: false, parentId: undefined };
}

/** The name says when the run began, but for what stands before the time. */
function nameOf({ path }: FoundFolder): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/^offline-/, "");
}
