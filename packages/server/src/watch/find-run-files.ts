import type { FileSystem } from "@stepwell/effects";
import { joinFolder } from "../files/path-text.ts";

/** Finds the run files below a folder. */
export interface RunFileSearch {
  /** Real paths of run files, in the order of their folders' names: W&B puts the start time first. */
  find(): Promise<readonly string[]>;
  /** Has a run folder be looked into again. */
  forget(path: string): void;
}

/** How deep project folders may lie, and how many folders one search looks into. */
const MAX_DEPTH = 4;
const MAX_FOLDERS = 2000;
const SKIPPED = new Set(["node_modules", "__pycache__", "dist", "venv"]);

/**
 * Looks into `folder`, its `wandb` folder, and project folders below it. A folder with a run file in it is a run folder and
 * is looked into once; links are followed, each real folder once, so neither `latest-run` nor a cycle counts twice.
 */
export function createRunFileSearch(fileSystem: FileSystem, folder: string): RunFileSearch {
  /** Run folders by real path. */
  const runFolders = new Map<string, readonly string[]>();

  async function look(path: string, depth: number, seen: Set<string>, found: string[]): Promise<void> {
    // A run folder's real path stands for itself; asking the host for each of thousands would make a search slow.
    const real = runFolders.has(path) ? path : await fileSystem.realPath(path).catch(() => undefined);
    if (real === undefined || seen.has(real) || seen.size >= MAX_FOLDERS + runFolders.size) return;
    seen.add(real);
    const known = runFolders.get(real);
    if (known !== undefined) {
      found.push(...known);
      return;
    }
    // A folder that was removed or may not be read holds no runs for us.
    const entries = await fileSystem.list(real).catch(() => []);
    const files = entries.filter(({ name, kind }) => kind === "file" && name.endsWith(".wandb"));
    if (files.length > 0) {
      const paths = files.map(({ name }) => joinFolder(real, name));
      runFolders.set(real, paths);
      found.push(...paths);
      return;
    }
    if (depth === MAX_DEPTH) return;
    const folders = entries.filter(({ name, kind }) => kind === "folder" && isLookedInto(name));
    for (const name of folders.map((entry) => entry.name).sort(byStart)) {
      await look(joinFolder(real, name), depth + 1, seen, found);
    }
  }

  return {
    async find() {
      const found: string[] = [];
      await look(folder, 0, new Set(), found);
      return found;
    },
    forget(path) {
      for (const [runFolder, paths] of runFolders) {
        if (paths.includes(path)) runFolders.delete(runFolder);
      }
    },
  };
}

function isLookedInto(name: string): boolean {
  return name === ".wandb" || (!name.startsWith(".") && !SKIPPED.has(name));
}

/**
 * Orders `offline-run-<time>` among `run-<time>`, and runs of one second that are counted by their number; `wandb` comes
 * first so that a huge tree can't hide it.
 */
function byStart(a: string, b: string): number {
  return orderOf(a).localeCompare(orderOf(b), "en", { numeric: true });
}

function orderOf(name: string): string {
  return name === "wandb" || name === ".wandb" ? "" : name.replace(/^offline-/, "");
}
