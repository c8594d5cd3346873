import type { FileStat, FileSystem } from "@stepwell/effects";
import type { FileView } from "@stepwell/protocol";
import type { StoredRun } from "@stepwell/storage";
import { isInside, joinFolder, lastPart, parentPath } from "./path-text.ts";
import { isPlainPath } from "./plain-path.ts";

/** The files that lie beside a run's run files, in `files/`. Nothing outside of that folder is ever reached, links included. */
export interface RunFiles {
  /** By path; at most 10,000. */
  list(run: StoredRun): Promise<readonly FileView[]>;
  /** `path` is relative with forward slashes. Undefined when there is none, or when it leads outside. */
  find(run: StoredRun, path: string): Promise<FoundFile | undefined>;
}

interface FoundFile {
  /** Real path. */
  readonly path: string;
  readonly stat: FileStat;
}

const MAX_FILES = 10_000;
const MAX_DEPTH = 16;

/** Looks through `fileSystem`; where two sources have a file of one name, the one that started last gives it. */
export function createRunFiles(fileSystem: FileSystem): RunFiles {
  async function roots(run: StoredRun): Promise<string[]> {
    const found: string[] = [];
    for (const { origin } of [...run.sources].reverse()) {
      // What came by wire has a name that its client chose, and no folder.
      if (!origin.endsWith(".wandb") || lastPart(origin) === origin) continue;
      const real = await realPath(fileSystem, joinFolder(parentPath(origin), "files"));
      // A "files" that is itself a link could lead anywhere.
      if (real !== undefined && isInside(parentPath(origin), real)) found.push(real);
    }
    return found;
  }

  async function walk(
    root: string,
    folder: string,
    prefix: string,
    depth: number,
    found: Map<string, FileView>,
  ): Promise<void> {
    for (const { name, kind } of await fileSystem.list(folder).catch(() => [])) {
      if (found.size >= MAX_FILES) return;
      const real = await realPath(fileSystem, joinFolder(folder, name));
      if (real === undefined || !isInside(root, real)) continue;
      const path = `${prefix}${name}`;
      if (kind === "folder" && depth < MAX_DEPTH) await walk(root, real, `${path}/`, depth + 1, found);
      const stat = kind === "file" && !found.has(path) ? await fileSystem.stat(real) : undefined;
      if (stat !== undefined) found.set(path, { path, size: stat.size, modifiedAt: stat.modifiedMs });
    }
  }

  return {
    async list(run) {
      const found = new Map<string, FileView>();
      for (const root of await roots(run)) await walk(root, root, "", 0, found);
      return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async find(run, path) {
      if (!isPlainPath(path)) return undefined;
      for (const root of await roots(run)) {
        const real = await realPath(fileSystem, joinFolder(root, path));
        if (real === undefined || !isInside(root, real)) continue;
        const stat = await fileSystem.stat(real);
        if (stat?.kind === "file") return { path: real, stat };
      }
      return undefined;
    },
  };
}

async function realPath(fileSystem: FileSystem, path: string): Promise<string | undefined> {
  // Whatever the reason, a path that can't be resolved is not served.
  return fileSystem.realPath(path).catch(() => undefined);
}
