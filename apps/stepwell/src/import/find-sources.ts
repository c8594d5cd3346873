import type { FileSystem } from "@stepwell/effects";
import { Problem } from "../problem.ts";
import { lastPart } from "./last-part.ts";

/** A folder that holds one run file, or the event files of one run of TensorBoard's. */
export interface FoundSource {
  readonly kind: "run-folder" | "events";
  /** Absolute, without links. */
  readonly folder: string;
  /** Names of the files in it that are read, in order. */
  readonly files: readonly string[];
  /** From the path that was given to the folder, as `exp/train`; empty where it was given itself. */
  readonly name: string;
  /** The last part of the path that was given. */
  readonly root: string;
}

const MAX_DEPTH = 16;
const MAX_FOLDERS = 200_000;
/** W&B's and our link to the newest run folder comes before older ones by its name. */
const SKIPPED = new Set(["node_modules", "__pycache__", "venv", "latest-run"]);

/** Looks for runs at the paths and below them, each folder once, in order of names. Throws `Problem` for a path without any. */
export async function findSources(
  paths: readonly string[],
  fileSystem: FileSystem,
): Promise<readonly FoundSource[]> {
  const seen = new Set<string>();
  const found: FoundSource[] = [];

  async function look(folder: string, place: { root: string; name: string; depth: number }): Promise<void> {
    const real = await fileSystem.realPath(folder).catch(() => undefined);
    if (real === undefined || seen.has(real) || seen.size >= MAX_FOLDERS) return;
    seen.add(real);
    // A folder that may not be read holds no runs for us.
    const entries = await fileSystem.list(real).catch(() => []);
    const names = entries.filter(({ kind }) => kind === "file").map((entry) => entry.name);
    // A data folder holds copies of runs that lie elsewhere.
    if (names.includes("stepwell.sqlite")) return;
    const { root, name, depth } = place;
    const runFiles = names.filter((one) => one.endsWith(".wandb")).sort(byName);
    // What a run folder has in `files/` came with the run.
    if (runFiles.length > 0) {
      found.push({ kind: "run-folder", folder: real, files: runFiles.slice(0, 1), name, root });
      return;
    }
    const events = names.filter(isEventFile).sort(byName);
    if (events.length > 0) found.push({ kind: "events", folder: real, files: events, name, root });
    if (depth === MAX_DEPTH) return;
    const folders = entries.filter((entry) => entry.kind === "folder" && isLookedInto(entry.name));
    for (const one of folders.map((entry) => entry.name).sort(byName)) {
      await look(`${real}/${one}`, { root, name: name === "" ? one : `${name}/${one}`, depth: depth + 1 });
    }
  }

  for (const path of paths) {
    const stat = await fileSystem.stat(path);
    if (stat === undefined) throw nothingAt(path, "it does not exist");
    const before = found.length;
    const isFile = stat.kind === "file";
    const folder = await fileSystem.realPath(isFile ? path.slice(0, path.lastIndexOf("/")) || "/" : path);
    const isKnown = seen.has(folder);
    if (isFile) found.push(...ofFile(folder, lastPart(path)));
    else await look(folder, { root: lastPart(folder), name: "", depth: 0 });
    if (found.length === before && !isKnown) throw nothingAt(path, "it holds no run");
  }
  return found;
}

function ofFile(folder: string, file: string): FoundSource[] {
  const kind = file.endsWith(".wandb") ? "run-folder" : isEventFile(file) ? "events" : undefined;
  return kind === undefined ? [] : [{ kind, folder, files: [file], name: "", root: lastPart(folder) }];
}

function nothingAt(path: string, reason: string): Problem {
  return new Problem(
    `[stepwell] Failed to import "${path}": ${reason}. Name a folder with run folders of W&B's or ours ("run-….wandb" is in them), or with event files of TensorBoard's ("events.out.tfevents.…").`,
    { exitCode: 2 },
  );
}

/** TensorBoard takes a file for one of its own by the same sign. */
function isEventFile(name: string): boolean {
  return name.includes("tfevents") && !name.endsWith(".profile-empty") && !name.endsWith(".wandb");
}

function isLookedInto(name: string): boolean {
  return name === ".wandb" || (!name.startsWith(".") && !SKIPPED.has(name));
}

function byName(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.replace(/^offline-/, ""));
  return (left as string) < (right as string) ? -1 : 1;
}
