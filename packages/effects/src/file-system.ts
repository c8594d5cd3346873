/**
 * The file system as a port: the few operations that Stepwell uses, with POSIX meaning.
 * Every path is absolute. What fails throws `FileSystemError`, so that callers branch on `code`.
 * `*Sync` members exist where the logging path must have finished before it returns.
 */
export interface FileSystem {
  /** Opens for appending; with `exclusive` the file must not exist (`EEXIST`). */
  openAppend(path: string, options?: { exclusive?: boolean }): AppendFile;
  /** Reads `length` bytes from `offset`; fewer at the end of the file. */
  read(path: string, offset: number, length: number): Promise<Uint8Array>;
  readFile(path: string): Promise<Uint8Array>;
  readFileSync(path: string): Uint8Array;
  /** Writes the whole file: to a temporary name first, then renamed over the target, so that no reader sees half of it. */
  writeFile(path: string, data: Uint8Array): Promise<void>;
  writeFileSync(path: string, data: Uint8Array): void;
  /**
   * Copies a file's content to `path`, over what is there. Shares the blocks where the disk can share them until one
   * side changes; a hard link would not do, as a file that is rewritten in place changes under both names.
   */
  copyFile(from: string, path: string): Promise<void>;
  copyFileSync(from: string, path: string): void;
  /** Creates the folder and its parents; an existing folder is fine. */
  makeFolderSync(path: string): void;
  /** Names, unsorted, with their kinds; links report the kind of their target. */
  list(path: string): Promise<readonly FolderEntry[]>;
  listSync(path: string): readonly FolderEntry[];
  /** Undefined when nothing is there. Follows links. */
  stat(path: string): Promise<FileStat | undefined>;
  statSync(path: string): FileStat | undefined;
  /** Resolves links; throws `ENOENT`. Two names of one folder have one real path. */
  realPath(path: string): Promise<string>;
  /** Replaces a symbolic link; hosts without links do nothing. */
  linkSync(target: string, path: string): void;
  /**
   * Gives the file `target` a second name, which must be free. Throws `ENOTSUP` or another code where that can't be, as
   * over two disks.
   */
  hardLinkSync(target: string, path: string): void;
  removeSync(path: string): void;
  /** Calls `changed` when something below `folder` may have changed. Best effort: callers poll as well. Returns its stop. */
  watch(folder: string, changed: () => void): () => void;
}

/** A file that is open for appending. Calls throw `FileSystemError`. */
export interface AppendFile {
  /** Appends all of `bytes` before it returns. Throws `FileSystemError`; then part of them may be in the file. */
  writeSync(bytes: Uint8Array): void;
  /**
   * Forces written bytes to the disk. Rejects with `ENOENT` when the file was removed meanwhile, and with `EIO` when it
   * was cut: nobody will read there what is written. Hosts that don't know of removed files resolve.
   */
  sync(): Promise<void>;
  syncSync(): void;
  closeSync(): void;
  /** Bytes in the file, counting those that were there when it was opened. */
  readonly size: number;
  /** Bytes that are known to be kept, where a write returns before they are; absent where `size` says it. */
  readonly keptSize?: number;
}

/** What a file system knows of a file. */
export interface FileStat {
  readonly kind: "file" | "folder" | "other";
  readonly size: number;
  readonly modifiedMs: number;
  /** Identifies the file across renames on one host, as device and inode; equal for hard links. */
  readonly identity: string;
}

/** What a folder holds, one by one. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

const MARKER = Symbol.for("stepwell.FileSystemError");

/** What a file system refused: `code` is the POSIX name (`ENOENT`, `EACCES`, `ENOSPC`…), `path` the file. */
export class FileSystemError extends Error {
  readonly [MARKER] = true;
  readonly code: string;
  readonly path: string;

  constructor(code: string, path: string, options?: { cause?: unknown }) {
    super(`[effects] File system refused "${path}": ${code}.`, options);
    this.name = "FileSystemError";
    this.code = code;
    this.path = path;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is FileSystemError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
