import type { FileStat, FileSystem } from "@stepwell/effects";
import type { FileView } from "@stepwell/protocol";
import { editedState } from "@stepwell/storage";
import type { RunStore, StoredRun, UploadedFile } from "@stepwell/storage";
import { branchPointOf } from "../ingest/fork-run.ts";
import { createRunFiles } from "./run-files.ts";

/** Where a file of a run lies. */
type RunFile =
  | { readonly kind: "blob"; readonly address: string; readonly size: number }
  /** `path` is a real path of the host. */
  | { readonly kind: "folder"; readonly path: string; readonly stat: FileStat; readonly size: number };

/** A file of a run; `md5` is base64, where it is known. */
export interface ListedFile extends FileView {
  readonly md5?: string;
}

/** The files of runs: those beside their run files, and those that came by wire. */
export interface RunFileFinder {
  /** By path, without those that somebody deleted. */
  list(run: StoredRun): Promise<readonly ListedFile[]>;
  /** A fork has its parent's files too: the rows that it has from there name them. */
  find(run: StoredRun, path: string): Promise<RunFile | undefined>;
}

const MAX_PARENTS = 8;

/** Also where the fork was before it was moved. */
async function findParent(
  runs: Pick<RunStore, "findRun">,
  { project, edits }: StoredRun,
  parent: string,
): Promise<StoredRun | undefined> {
  for (const place of [project, ...(edits.formerProjects ?? [])]) {
    const found = await runs.findRun(place, parent);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function createRunFileFinder(
  runs: Pick<RunStore, "findRun" | "uploads">,
  fileSystem: FileSystem | undefined,
): RunFileFinder {
  const files = fileSystem === undefined ? undefined : createRunFiles(fileSystem);

  async function findOwn(run: StoredRun, path: string): Promise<RunFile | undefined> {
    const isHidden = run.edits.hiddenFiles?.includes(path) === true;
    const found = isHidden ? undefined : await files?.find(run, path);
    if (found !== undefined) return { kind: "folder", ...found, size: found.stat.size };
    const upload = (await runs.uploads(run.number, [path])).get(path);
    return upload && { kind: "blob", ...upload };
  }

  return {
    async list(run) {
      const hidden = new Set(run.edits.hiddenFiles);
      const inFolders = (await files?.list(run)) ?? [];
      return withUploads(
        await runs.uploads(run.number),
        inFolders.filter(({ path }) => !hidden.has(path)),
      );
    },
    async find(run, path) {
      let place: StoredRun | undefined = run;
      for (let depth = 0; place !== undefined && depth <= MAX_PARENTS; depth++) {
        const found = await findOwn(place, path);
        if (found !== undefined) return found;
        const branch = branchPointOf(editedState(place).config, place.runId);
        place = branch && (await findParent(runs, place, branch.runId));
      }
      return undefined;
    },
  };
}

/** The files that came by wire and those that lie in folders, by path; a folder's file is the newer one. */
function withUploads(
  uploads: ReadonlyMap<string, UploadedFile>,
  inFolders: readonly FileView[],
): readonly ListedFile[] {
  const files = new Map<string, ListedFile>();
  for (const [path, { size, md5 }] of uploads) {
    files.set(path, { path, size, ...(md5 === undefined ? {} : { md5 }) });
  }
  for (const file of inFolders) files.set(file.path, { ...files.get(file.path), ...file });
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
