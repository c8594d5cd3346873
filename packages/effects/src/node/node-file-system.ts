import {
  constants,
  fsyncSync,
  closeSync,
  copyFileSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type { BigIntStats } from "node:fs";
import { copyFile, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FileStat, FileSystem, FolderEntry } from "../file-system.ts";
import { errorCode, refused } from "./refused.ts";
import { makeFolder } from "./make-folder.ts";
import { openAppendFile } from "./append-file.ts";
import { watchFolder } from "./watch-folder.ts";

/** The host's file system. */
export const nodeFileSystem: FileSystem = {
  openAppend: (path, options = {}) => openAppendFile(path, options),
  read: (path, offset, length) => attemptAsync(path, () => readRange(path, offset, length)),
  readFile: (path) => attemptAsync(path, async () => asBytes(await readFile(path))),
  readFileSync: (path) => attempt(path, () => asBytes(readFileSync(path))),
  writeFile: (path, data) => attemptAsync(path, () => replaceFile(path, data)),
  writeFileSync: (path, data) => {
    attempt(path, () => {
      replaceFileSync(path, data);
    });
  },
  copyFile: (from, path) => attemptAsync(from, () => copyFile(from, path, constants.COPYFILE_FICLONE)),
  copyFileSync: (from, path) => {
    attempt(from, () => {
      copyFileSync(from, path, constants.COPYFILE_FICLONE);
    });
  },
  makeFolderSync: (path) => {
    attempt(path, () => {
      makeFolder(path);
    });
  },
  list: (path) => attemptAsync(path, () => listFolder(path)),
  listSync: (path) => attempt(path, () => listFolderSync(path)),
  stat: (path) => attemptAsync(path, () => statIfThereAsync(path)),
  statSync: (path) => attempt(path, () => statIfThere(path)),
  realPath: (path) => attemptAsync(path, () => realpath(path)),
  linkSync: (target, path) => {
    attempt(path, () => {
      replaceLink(target, path);
    });
  },
  hardLinkSync: (target, path) => {
    attempt(path, () => {
      linkSync(target, path);
    });
  },
  removeSync: (path) => {
    attempt(path, () => {
      rmSync(path, { recursive: true, force: true });
    });
  },
  watch: watchFolder,
};

let temporaryFiles = 0;

function temporaryName(path: string): string {
  temporaryFiles += 1;
  return `${path}.${process.pid}-${temporaryFiles}.tmp`;
}

async function readRange(path: string, offset: number, length: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

async function replaceFile(path: string, data: Uint8Array): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function replaceFileSync(path: string, data: Uint8Array): void {
  const temporary = temporaryName(path);
  try {
    const file = openSync(temporary, "w");
    try {
      writeFileSync(file, data);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

async function listFolder(path: string): Promise<FolderEntry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return Promise.all(
    entries.map(async (entry): Promise<FolderEntry> => {
      if (entry.isFile()) return { name: entry.name, kind: "file" };
      if (entry.isDirectory()) return { name: entry.name, kind: "folder" };
      if (!entry.isSymbolicLink()) return { name: entry.name, kind: "other" };
      const target = await statIfThereAsync(join(path, entry.name));
      return { name: entry.name, kind: target?.kind ?? "other" };
    }),
  );
}

function listFolderSync(path: string): FolderEntry[] {
  return readdirSync(path, { withFileTypes: true }).map((entry): FolderEntry => {
    const { name } = entry;
    if (entry.isFile()) return { name, kind: "file" };
    if (entry.isDirectory()) return { name, kind: "folder" };
    const target = entry.isSymbolicLink() ? statIfThere(join(path, name)) : undefined;
    return { name, kind: target?.kind ?? "other" };
  });
}

function replaceLink(target: string, path: string): void {
  const temporary = temporaryName(path);
  try {
    symlinkSync(target, temporary);
  } catch (error) {
    // Windows without the right to make links, and file systems that have none.
    if (["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"].includes(errorCode(error) ?? "")) return;
    throw error;
  }
  try {
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function statIfThere(path: string): FileStat | undefined {
  try {
    return describe(statSync(path, { bigint: true }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function statIfThereAsync(path: string): Promise<FileStat | undefined> {
  try {
    return describe(await stat(path, { bigint: true }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "ELOOP"].includes(errorCode(error) ?? "");
}

function describe(found: BigIntStats): FileStat {
  return {
    kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other",
    size: Number(found.size),
    modifiedMs: Number(found.mtimeNs) / 1e6,
    identity: `${found.dev}:${found.ino}`,
  };
}

function asBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function attempt<Result>(path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw refused(path, error);
  }
}

async function attemptAsync<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw refused(path, error);
  }
}
