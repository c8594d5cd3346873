import type { Clock } from "../clock.ts";
import type { AppendFile, FileStat, FileSystem } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";
import { createFileTree } from "./file-tree.ts";
import type { TreeChange, TreeFile } from "./file-tree.ts";
import type { FileOperation } from "./file-operation.ts";

/** Where the operations of a file system go, and its bytes come from. */
export interface OperationSink {
  /** Takes an operation; its bytes are the sink's from now on only if it copies them. Throws `FileSystemError`. */
  write(operation: FileOperation): void;
  read(id: number, offset: number, length: number): Promise<Uint8Array>;
  /** Throws `FileSystemError` with `ENOTSUP` where bytes can only be had later. */
  readSync(id: number, offset: number, length: number): Uint8Array;
  /** Resolves when all that was written is kept. */
  sync(): Promise<void>;
  /** Bytes of the file that are known to be kept, where that is not all of them. */
  kept?(id: number): number | undefined;
}

/** A file system whose calls can come as data, as from another thread. */
export interface OperationFileSystem extends FileSystem {
  /** Does what an operation says, as if it had come through the file system's own calls. Throws `FileSystemError`. */
  apply(operation: FileOperation): void;
}

/**
 * A file system whose names are in memory and whose changes go to a sink, one operation each. It has no links.
 * `ids`: which ids it gives to new files. `replay`: what the sink holds already.
 */
export function createOperationFileSystem(options: {
  sink: OperationSink;
  clock: Clock;
  ids: "odd" | "even";
  replay?: Iterable<TreeChange>;
}): OperationFileSystem {
  const { sink, clock } = options;
  const tree = createFileTree(clock, options.ids);
  for (const change of options.replay ?? []) tree.apply(change);

  function apply(operation: FileOperation): void {
    tree.check(operation);
    sink.write(operation);
    tree.apply(operation);
  }

  function openAppend(path: string, { exclusive = false } = {}): AppendFile {
    const found = tree.find(path);
    if (found?.kind === "folder") throw new FileSystemError("EISDIR", path);
    if (exclusive && found !== undefined) throw new FileSystemError("EEXIST", path);
    if (found === undefined) apply({ kind: "file", path, id: tree.nextId(), bytes: new Uint8Array() });
    return appendTo(tree.needFile(path), path);
  }

  function appendTo(file: TreeFile, path: string): AppendFile {
    let isClosed = false;
    return {
      writeSync(bytes) {
        if (isClosed) throw new FileSystemError("EBADF", path);
        apply({ kind: "append", id: file.id, bytes });
      },
      sync: () => sink.sync(),
      syncSync: () => undefined,
      closeSync() {
        isClosed = true;
      },
      get size() {
        return file.size;
      },
      get keptSize() {
        return sink.kept?.(file.id) ?? file.size;
      },
    };
  }

  function writeFileSync(path: string, data: Uint8Array): void {
    if (tree.find(path)?.kind === "folder") throw new FileSystemError("EISDIR", path);
    apply({ kind: "file", path, id: tree.nextId(), bytes: data });
  }

  function statSync(path: string): FileStat | undefined {
    const found = tree.find(path);
    if (found === undefined) return undefined;
    const { kind, modifiedMs } = found;
    const identity = kind === "file" ? String(found.id) : path;
    return { kind, size: kind === "file" ? found.size : 0, modifiedMs, identity };
  }

  async function readFile(path: string): Promise<Uint8Array> {
    const { id, size } = tree.needFile(path);
    return sink.read(id, 0, size);
  }

  return {
    apply,
    openAppend,
    async read(path, offset, length) {
      const { id, size } = tree.needFile(path);
      return sink.read(id, offset, Math.max(0, Math.min(length, size - offset)));
    },
    readFile,
    readFileSync(path) {
      const { id, size } = tree.needFile(path);
      return sink.readSync(id, 0, size);
    },
    async writeFile(path, data) {
      writeFileSync(path, data);
    },
    writeFileSync,
    async copyFile(from, path) {
      writeFileSync(path, await readFile(from));
    },
    copyFileSync(from, path) {
      const { id, size } = tree.needFile(from);
      writeFileSync(path, sink.readSync(id, 0, size));
    },
    makeFolderSync(path) {
      const parts = path.split("/").filter((part) => part !== "");
      parts.forEach((_, index) => {
        const folder = `/${parts.slice(0, index + 1).join("/")}`;
        if (tree.find(folder)?.kind !== "folder") apply({ kind: "folder", path: folder });
      });
    },
    async list(path) {
      return tree.list(path);
    },
    listSync: (path) => tree.list(path),
    async stat(path) {
      return statSync(path);
    },
    statSync,
    async realPath(path) {
      if (tree.find(path) === undefined) throw new FileSystemError("ENOENT", path);
      return path;
    },
    linkSync: () => undefined,
    hardLinkSync(_, path) {
      throw new FileSystemError("ENOTSUP", path);
    },
    removeSync(path) {
      if (tree.find(path) !== undefined) apply({ kind: "remove", path });
    },
    watch: () => () => undefined,
  };
}
