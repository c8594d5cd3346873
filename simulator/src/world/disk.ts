import type { AppendFile, FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { Owner } from "../schedule/owner.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** What a disk is asked for, and what becomes of it. */
export interface DiskOptions {
  readonly inner: FileSystem;
  readonly owner: Owner;
  readonly schedule: Schedule;
  /** The share of writes to files that are open for appending for which there is no room. */
  readonly fullShare: number;
  /** Told when there was no room for what was written to a file. */
  readonly onFull?: (path: string) => void;
  /** Told when the host was asked to keep a file's bytes; what it returns is told when that has been done. */
  readonly onSync: (path: string) => () => void;
  /** Planted: syncing does nothing. */
  readonly losesSyncs: boolean;
}

/** A host's disk as one process sees it: each change is an effect at which the process may die, in the middle of a write too. */
export function createDisk(options: DiskOptions): FileSystem {
  const { inner, owner, schedule } = options;
  const later = <Result>(what: string, path: string, work: () => Promise<Result>): Promise<Result> =>
    schedule.effect(owner, `${what} ${path}`, work);
  const now = (what: string, path: string, work: () => void): void =>
    schedule.instant(owner, `${what} ${path}`, work);
  const alive = <Result>(work: () => Result): Result =>
    owner.isDead ? schedule.instant(owner, "asks", work) : work();

  return {
    openAppend: (path, how) =>
      appendFile(
        options,
        path,
        schedule.instant(owner, `opens ${path}`, () => inner.openAppend(path, how)),
      ),
    read: (path, offset, length) => later("reads", path, () => inner.read(path, offset, length)),
    readFile: (path) => later("reads all of", path, () => inner.readFile(path)),
    readFileSync: (path) => alive(() => inner.readFileSync(path)),
    writeFile: (path, data) =>
      later(`writes ${data.length} bytes as`, path, () => inner.writeFile(path, data)),
    writeFileSync: (path, data) =>
      now(`writes ${data.length} bytes as`, path, () => inner.writeFileSync(path, data)),
    copyFile: (from, path) => later("copies to", path, () => inner.copyFile(from, path)),
    copyFileSync: (from, path) => now("copies to", path, () => inner.copyFileSync(from, path)),
    makeFolderSync: (path) => now("makes", path, () => inner.makeFolderSync(path)),
    list: (path) => later("lists", path, () => inner.list(path)),
    listSync: (path) => alive(() => inner.listSync(path)),
    stat: (path) => later("looks at", path, () => inner.stat(path)),
    statSync: (path) => alive(() => inner.statSync(path)),
    realPath: (path) => later("resolves", path, () => inner.realPath(path)),
    linkSync: (target, path) => now("links", path, () => inner.linkSync(target, path)),
    hardLinkSync: (target, path) => now("links", path, () => inner.hardLinkSync(target, path)),
    removeSync: (path) => now("removes", path, () => inner.removeSync(path)),
    watch: () => () => undefined,
  };
}

function appendFile(options: DiskOptions, path: string, file: AppendFile): AppendFile {
  const { owner, schedule, onSync, onFull, losesSyncs, fullShare } = options;
  const { random } = schedule;
  return {
    writeSync(bytes) {
      const part = (): void => file.writeSync(bytes.subarray(0, random.integer(bytes.length)));
      if (!owner.isDead && random.float() < fullShare) {
        schedule.instant(owner, `finds no room for ${bytes.length} bytes in ${path}`, part);
        onFull?.(path);
        throw new FileSystemError("ENOSPC", path);
      }
      schedule.instant(owner, `appends ${bytes.length} bytes to ${path}`, () => file.writeSync(bytes), part);
    },
    async sync() {
      const synced = onSync(path);
      await schedule.effect(owner, `syncs ${path}`, () => (losesSyncs ? undefined : file.sync()));
      synced();
    },
    syncSync() {
      const synced = onSync(path);
      schedule.instant(owner, `syncs ${path}`, () => (losesSyncs ? undefined : file.syncSync()));
      synced();
    },
    closeSync() {
      if (!owner.isDead) file.closeSync();
    },
    get size() {
      return file.size;
    },
  };
}
