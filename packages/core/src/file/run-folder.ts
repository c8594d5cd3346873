import type { FileSystem, Processes } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { UsageError } from "../core-error.ts";
import { FileError } from "../errors/file-error.ts";
import { takeLock } from "./lock-file.ts";
import type { LockOptions, WriterKind } from "./lock-file.ts";
import { wandbFolder } from "./wandb-folder.ts";

const MAX_CLASHES = 1000;

/** A run's own folder, created and locked. */
export interface RunFolder {
  readonly path: string;
  /** Where media and saved files go. */
  readonly filesFolder: string;
  readonly runFile: string;
  /** Removes the lock. */
  release(): void;
}

export interface RunFolderOptions {
  /** The folder that holds `wandb/`. */
  readonly root: string;
  readonly runId: string;
  /** `offline-run` or `run`; W&B's tools pick runs to sync by it. */
  readonly prefix: "offline-run" | "run";
  /** Milliseconds since the epoch; the folder carries it in local time. */
  readonly startedAt: number;
  readonly fileSystem: FileSystem;
  readonly processes: Processes;
  /** What the lock says beside its owner: who else may write this run looks for it. */
  readonly writer?: { readonly project: string; readonly role: WriterKind };
}

/**
 * Makes `<root>/wandb/<prefix>-YYYYMMDD_HHMMSS-<id>/` with `files/` and `logs/`, `-1`, `-2`… appended while the name
 * is taken, locks it and points `latest-run` at it where that is possible. A secondary writer's folder always has a number,
 * and `latest-run` stays with the primary one. Throws `UsageError` when the folder can't be made.
 */
export function createRunFolder(options: RunFolderOptions): RunFolder {
  const { root, runId, prefix, startedAt, fileSystem, processes, writer } = options;
  const parent = wandbFolder(root, fileSystem);
  const base = `${prefix}-${localTime(startedAt)}-${runFileName(runId)}`;
  const isSecondary = writer?.role === "secondary";
  try {
    for (let clash = isSecondary ? 1 : 0; clash < MAX_CLASHES; clash++) {
      const name = clash === 0 ? base : `${base}-${clash}`;
      const path = `${parent}/${name}`;
      if (fileSystem.statSync(path) !== undefined) continue;
      const filesFolder = `${path}/files`;
      const runFile = `${path}/run-${runFileName(runId)}.wandb`;
      fileSystem.makeFolderSync(filesFolder);
      fileSystem.makeFolderSync(`${path}/logs`);
      const release = tryLock({ path: `${runFile}.lock`, fileSystem, processes, ...writer });
      if (release === undefined) continue;
      if (!isSecondary) linkLatest(name, parent, fileSystem);
      return { path, filesFolder, runFile, release };
    }
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    throw new FileError(
      `[core] Failed to make the run folder: "${error.path}" was refused (${error.code}). Give a folder that you can write, with init({ dir }) or STEPWELL_DIR.`,
      { path: error.path, code: error.code, cause: error },
    );
  }
  throw new UsageError(
    `[core] Failed to make the run folder: "${base}" and "${MAX_CLASHES}" more names are taken. Give the run another id.`,
  );
}

// Two processes can find the same name free in the same second; the lock decides.
function tryLock(options: LockOptions): (() => void) | undefined {
  try {
    return takeLock(options);
  } catch (error) {
    if (UsageError.isInstance(error)) return undefined;
    throw error;
  }
}

// Only a convenience: a folder of that name, or a disk without links, must not keep a run from starting.
function linkLatest(name: string, parent: string, fileSystem: FileSystem): void {
  try {
    fileSystem.linkSync(name, `${parent}/latest-run`);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
  }
}

/** An id may hold anything but a few characters; as a part of a file name it must stay inside the folder. */
export function runFileName(runId: string): string {
  return runId.replaceAll(/[\\\0]/g, "_");
}

function localTime(ms: number): string {
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
