import type { Clock, FileSystem, Processes } from "@stepwell/effects";
import { asSentence } from "../as-sentence.ts";
import type { Ingest } from "../ingest/create-ingest.ts";
import { createRunFileSearch } from "./find-run-files.ts";
import { inTurns } from "./in-turns.ts";
import type { Turn } from "./in-turns.ts";
import { isEarly } from "./is-early.ts";
import { createSourceOwners } from "./source-owners.ts";
import { createWatchedFile } from "./watched-file.ts";
import type { WatchedFile } from "./watched-file.ts";

export interface FolderWatchOptions {
  readonly folder: string;
  readonly fileSystem: FileSystem;
  readonly processes: Processes | undefined;
  readonly clock: Clock;
  readonly ingest: Ingest;
}

/** Keeps the stores up to date with the run files below a folder. */
export interface FolderWatch {
  /** Looks for new files and reads on in the known ones. True when there is more to read at once. */
  tick(): Promise<boolean>;
  /** What could not be read, as sentences. */
  problems(): readonly string[];
}

/** Bytes of one file in one tick, so that a large one does not hold up the others. */
const FILE_BUDGET = 4 * 1024 * 1024;
/** A tick begins no further files that are behind after this long, so that live ones are soon looked at again. */
const TICK_MS = 400;
const SIDE_BY_SIDE = 8;
/** Resting files looked at in one tick, in turn. */
const RESTING_PER_TICK = 20;
/** Searching takes at most this share of the time, but a busy machine must not put the next search off for long. */
const SEARCH_SHARE = 1 / 50;
const SEARCH_PAUSE_MS = 1000;

/** Makes a watch that has looked at nothing yet. */
export function createFolderWatch(options: FolderWatchOptions): FolderWatch {
  const { clock, folder, fileSystem } = options;
  const folders = createRunFileSearch(fileSystem, folder);
  const owners = createSourceOwners<WatchedFile>();
  const files = new Map<string, WatchedFile>();
  const failures = new Map<string, string>();
  let searchAt = -Infinity;
  let turn = 0;

  function waits(file: WatchedFile): boolean {
    return isEarly(file, files.values(), (path) => failures.has(path));
  }

  async function search(): Promise<void> {
    const began = clock.monotonic();
    if (began < searchAt) return;
    for (const path of await folders.find()) {
      if (!files.has(path)) files.set(path, createWatchedFile({ ...options, path, owners, isEarly: waits }));
    }
    const ended = clock.monotonic();
    searchAt = ended + Math.min(SEARCH_PAUSE_MS, (ended - began) / SEARCH_SHARE);
  }

  async function step(file: WatchedFile, turn: Turn): Promise<void> {
    try {
      await file.step(FILE_BUDGET, turn);
      failures.delete(file.path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.set(
        file.path,
        `[server] Failed to read "${file.path}": ${asSentence(reason)} It is tried again.`,
      );
    }
    if (file.pace === "gone") {
      files.delete(file.path);
      failures.delete(file.path);
      folders.forget(file.path);
      for (const other of files.values()) {
        if (file.source !== undefined && other.source === file.source) other.reconsider();
      }
    }
  }

  async function stepAll(some: readonly WatchedFile[], until: number): Promise<void> {
    for (let at = 0; at < some.length && clock.monotonic() < until; at += SIDE_BY_SIDE) {
      await inTurns(some.slice(at, at + SIDE_BY_SIDE), step);
    }
  }

  return {
    async tick() {
      await search();
      const all = [...files.values()];
      await stepAll(
        all.filter(({ pace }) => pace === "live"),
        Infinity,
      );
      const behind = all.filter(({ pace }) => pace === "behind");
      const deadline = clock.monotonic() + TICK_MS;
      await stepAll(behind, deadline);
      const resting = all.filter(({ pace }) => pace === "resting");
      if (turn >= resting.length) turn = 0;
      await stepAll(resting.slice(turn, turn + RESTING_PER_TICK), deadline);
      turn += RESTING_PER_TICK;
      return behind.some(({ path, pace }) => pace === "behind" && !failures.has(path));
    },
    problems() {
      const found = [...failures.values()];
      for (const { problem } of files.values()) if (problem !== undefined) found.push(problem);
      return found;
    },
  };
}
