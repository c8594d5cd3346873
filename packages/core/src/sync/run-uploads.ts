import type { Clock, FileSystem, FileStat } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { FileItem } from "@stepwell/protocol";
import { hashFile } from "../artifacts/md5.ts";
import type { UploadedJournal } from "./uploaded-journal.ts";

/** A file that changes all the time is uploaded this often at most; one that is missing is looked for as often. */
const RECHECK_MS = 5000;

/** Which files of a run are to be uploaded when: at once, whenever they change, or when the run is over. */
export interface RunUploads {
  /** Takes what the run file says of files. A file that is named again keeps its first policy until it says `live`. */
  add(files: readonly FileItem[]): void;
  /** The files to upload now. `isEnding`: also those for the end, and live ones once more. */
  due(options: { isEnding: boolean }): Promise<readonly DueFile[]>;
  /** Notes what the server has now. */
  uploaded(file: DueFile): void;
  /** Leaves a file that the server refused for the end. */
  postpone(path: string): void;
  /** Files that were named, and those of them that are uploaded. */
  readonly counts: { readonly known: number; readonly uploaded: number };
}

interface DueFile {
  /** Relative to the files folder. */
  readonly path: string;
  readonly md5: string;
}

interface Tracked {
  policy: FileItem["policy"];
  /** How the file looked when its digest was last compared. */
  seen: string;
  checkedMs: number;
}

export function createRunUploads(options: {
  filesFolder: string;
  journal: UploadedJournal;
  fileSystem: FileSystem;
  clock: Clock;
}): RunUploads {
  const { filesFolder, journal, fileSystem, clock } = options;
  // Files to be looked at; a file that is uploaded for good leaves.
  const waiting = new Map<string, Tracked>();
  const known = new Set<string>();
  const uploaded = new Set<string>();

  async function check(path: string, tracked: Tracked): Promise<DueFile | undefined> {
    tracked.checkedMs = clock.monotonic();
    const found = await statOf(path);
    if (found === undefined) return undefined;
    const looks = `${found.size} ${found.modifiedMs} ${found.identity}`;
    if (tracked.policy === "live" && tracked.seen === looks && uploaded.has(path)) return undefined;
    const before = journal.digestOf(path);
    // What is uploaded once needs no digest: its name came when it was complete.
    if (tracked.policy === "now" && before !== undefined) return settle(path);
    const md5 = tracked.policy === "now" ? "" : await digestOf(path);
    if (md5 === undefined) return undefined;
    tracked.seen = looks;
    return before === md5 && md5 !== "" ? settle(path) : { path, md5 };
  }

  async function statOf(path: string): Promise<FileStat | undefined> {
    try {
      const found = await fileSystem.stat(`${filesFolder}/${path}`);
      return found?.kind === "file" ? found : undefined;
    } catch (error) {
      if (FileSystemError.isInstance(error)) return undefined;
      throw error;
    }
  }

  async function digestOf(path: string): Promise<string | undefined> {
    try {
      return (await hashFile(fileSystem, `${filesFolder}/${path}`)).digest;
    } catch (error) {
      if (FileSystemError.isInstance(error)) return undefined;
      throw error;
    }
  }

  function settle(path: string): undefined {
    uploaded.add(path);
    if (waiting.get(path)?.policy !== "live") waiting.delete(path);
  }

  return {
    add(files) {
      for (const { path, policy } of files) {
        if (!isInside(path)) continue;
        if (known.has(path) && !(policy === "live" || policy === "end")) continue;
        known.add(path);
        waiting.set(path, { policy, seen: "", checkedMs: -Infinity });
      }
    },
    async due({ isEnding }) {
      const due: DueFile[] = [];
      for (const [path, tracked] of [...waiting]) {
        if (!isEnding && !isTime(tracked, clock)) continue;
        const file = await check(path, tracked);
        if (file !== undefined) due.push(file);
      }
      return due;
    },
    uploaded(file) {
      journal.add([file]);
      settle(file.path);
    },
    postpone(path) {
      const tracked = waiting.get(path);
      if (tracked?.policy === "now") tracked.policy = "end";
    },
    get counts() {
      return { known: known.size, uploaded: uploaded.size };
    },
  };
}

function isTime({ policy, checkedMs }: Tracked, clock: Clock): boolean {
  return policy !== "end" && clock.monotonic() - checkedMs >= RECHECK_MS;
}

function isInside(path: string): boolean {
  return path !== "" && !path.startsWith("/") && !path.includes("\\") && !path.split("/").includes("..");
}
