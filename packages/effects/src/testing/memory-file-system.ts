import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import type { AppendFile, FileStat, FileSystem, FolderEntry } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";
import type { MemoryFile, MemoryFolder, MemoryNode } from "./memory-tree.ts";
import { walk } from "./memory-tree.ts";

/** What a memory file system starts with. */
export interface MemoryFileSystemOptions {
  /** Gives files their times. Default: the host's clock. */
  readonly clock?: Clock;
  /** Met by the first writes, one each. */
  readonly faults?: readonly WriteFault[];
}

/** What happens to a write: so many of its bytes arrive, then it throws. */
export interface WriteFault {
  readonly afterBytes: number;
  /** Default "ENOSPC". */
  readonly code?: string;
  /** Only a write to a file whose path contains this. Default: any. */
  readonly path?: string;
}

/** A file system in memory, with POSIX meaning for what the port has, and failures on demand. */
export interface MemoryFileSystem extends FileSystem {
  /** Lets the next matching write fail. */
  fail(fault: WriteFault): void;
  /**
   * As a power cut does: of the bytes of a file that were not synced the first `keep` stay (default none), open files are
   * dead. Names stay.
   */
  crash(keep?: (unsynced: number) => number): void;
}

/** An empty file system that has only its root. */
export function createMemoryFileSystem(options: MemoryFileSystemOptions = {}): MemoryFileSystem {
  const clock = options.clock ?? systemClock;
  const faults = [...(options.faults ?? [])];
  const watchers = new Set<{ prefix: string; changed: () => void }>();
  let inodes = 0;
  let boots = 0;
  const root = createFolder();

  return {
    openAppend(path, { exclusive = false } = {}) {
      const place = walk(root, path, true);
      if (exclusive && place.node !== undefined) throw new FileSystemError("EEXIST", path);
      if (place.node?.kind === "folder") throw new FileSystemError("EISDIR", path);
      const file = place.node ?? create(place.folder, place.name, createFile());
      return openFile(file as MemoryFile, place.path);
    },
    async read(path, offset, length) {
      return needFile(path).bytes.slice(offset, Math.min(offset + length, needFile(path).size));
    },
    async readFile(path) {
      const file = needFile(path);
      return file.bytes.slice(0, file.size);
    },
    readFileSync(path) {
      const file = needFile(path);
      return file.bytes.slice(0, file.size);
    },
    async writeFile(path, data) {
      replace(path, data);
    },
    writeFileSync: replace,
    async copyFile(from, path) {
      copyFileSync(from, path);
    },
    copyFileSync,
    makeFolderSync(path) {
      const parts = path.split("/").filter((part) => part !== "");
      for (let count = 1; count <= parts.length; count++) {
        const upTo = "/" + parts.slice(0, count).join("/");
        const place = walk(root, upTo, true);
        if (place.node === undefined) create(place.folder, place.name, createFolder());
        else if (place.node.kind !== "folder")
          throw new FileSystemError(count === parts.length ? "EEXIST" : "ENOTDIR", path);
      }
      changed(path);
    },
    async list(path) {
      return listSync(path);
    },
    listSync,
    async stat(path) {
      return find(path);
    },
    statSync: find,
    async realPath(path) {
      const place = walk(root, path, true);
      if (place.node === undefined) throw new FileSystemError("ENOENT", path);
      return place.path;
    },
    linkSync(target, path) {
      const place = walk(root, path, false);
      if (place.node?.kind === "folder") throw new FileSystemError("EISDIR", path);
      create(place.folder, place.name, { kind: "link", target });
      changed(place.path);
    },
    hardLinkSync(target, path) {
      const file = needFile(target);
      const place = walk(root, path, false);
      if (place.node !== undefined) throw new FileSystemError("EEXIST", path);
      create(place.folder, place.name, file);
      changed(place.path);
    },
    removeSync(path) {
      if (find(path.replace(/\/[^/]*\/*$/, "") || "/") === undefined) return;
      const place = walk(root, path, false);
      if (place.folder.entries.delete(place.name)) changed(place.path);
    },
    watch(folder, onChange) {
      const watcher = { prefix: folder.replace(/\/*$/, "/"), changed: onChange };
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    fail(fault) {
      faults.push(fault);
    },
    crash(keep = () => 0) {
      boots += 1;
      dropUnsynced(root, keep);
    },
  };

  function listSync(path: string): FolderEntry[] {
    const folder = walk(root, path, true).node;
    if (folder === undefined) throw new FileSystemError("ENOENT", path);
    if (folder.kind !== "folder") throw new FileSystemError("ENOTDIR", path);
    return [...folder.entries.keys()].map((name) => ({
      name,
      kind: find(`${path}/${name}`)?.kind ?? "other",
    }));
  }

  function copyFileSync(from: string, path: string): void {
    const file = needFile(from);
    replace(path, file.bytes.slice(0, file.size));
  }

  function openFile(file: MemoryFile, path: string): AppendFile {
    let open = true;
    const boot = boots;
    return {
      writeSync(bytes) {
        checkOpen();
        const fault = takeFault(path, bytes.length);
        append(file, fault === undefined ? bytes : bytes.subarray(0, fault.afterBytes));
        changed(path);
        if (fault !== undefined) throw new FileSystemError(fault.code ?? "ENOSPC", path);
      },
      async sync() {
        sync();
      },
      syncSync: sync,
      closeSync() {
        open = false;
      },
      get size() {
        return file.size;
      },
    };

    function sync(): void {
      checkOpen();
      file.synced = file.size;
      if (find(path)?.identity !== `memory:${file.inode}` && !isNamed(root, file))
        throw new FileSystemError("ENOENT", path);
    }

    function checkOpen(): void {
      if (!open || boot !== boots) throw new FileSystemError("EBADF", path);
    }
  }

  function replace(path: string, data: Uint8Array): void {
    const place = walk(root, path, false);
    if (place.node?.kind === "folder") throw new FileSystemError("EISDIR", path);
    const fault = takeFault(path, data.length);
    // The bytes that arrived were in a temporary file, which is gone.
    if (fault !== undefined) throw new FileSystemError(fault.code ?? "ENOSPC", path);
    const file = createFile();
    append(file, data);
    file.synced = file.size;
    create(place.folder, place.name, file);
    changed(place.path);
  }

  function takeFault(path: string, length: number): WriteFault | undefined {
    const index = faults.findIndex((fault) => fault.afterBytes < length && path.includes(fault.path ?? ""));
    return index < 0 ? undefined : faults.splice(index, 1)[0];
  }

  function append(file: MemoryFile, bytes: Uint8Array): void {
    const size = file.size + bytes.length;
    if (size > file.bytes.length) {
      const grown = new Uint8Array(Math.max(size, file.bytes.length * 2));
      grown.set(file.bytes.subarray(0, file.size));
      file.bytes = grown;
    }
    file.bytes.set(bytes, file.size);
    file.size = size;
    file.modifiedMs = clock.now();
  }

  function find(path: string): FileStat | undefined {
    let node: MemoryNode | undefined;
    try {
      node = walk(root, path, true).node;
    } catch (error) {
      if (FileSystemError.isInstance(error) && ["ENOENT", "ENOTDIR", "ELOOP"].includes(error.code))
        return undefined;
      throw error;
    }
    if (node === undefined || node.kind === "link") return undefined;
    const size = node.kind === "file" ? node.size : 0;
    return { kind: node.kind, size, modifiedMs: node.modifiedMs, identity: `memory:${node.inode}` };
  }

  function needFile(path: string): MemoryFile {
    const { node } = walk(root, path, true);
    if (node === undefined) throw new FileSystemError("ENOENT", path);
    if (node.kind !== "file") throw new FileSystemError("EISDIR", path);
    return node;
  }

  function create<Node extends MemoryNode>(folder: MemoryFolder, name: string, node: Node): Node {
    folder.entries.set(name, node);
    folder.modifiedMs = clock.now();
    return node;
  }

  function createFile(): MemoryFile {
    inodes += 1;
    return {
      kind: "file",
      inode: inodes,
      bytes: new Uint8Array(64),
      size: 0,
      synced: 0,
      modifiedMs: clock.now(),
    };
  }

  function createFolder(): MemoryFolder {
    inodes += 1;
    return { kind: "folder", inode: inodes, entries: new Map(), modifiedMs: clock.now() };
  }

  // Told in a microtask, so that no watcher runs in the middle of a write.
  function changed(path: string): void {
    for (const watcher of watchers) {
      if (!path.startsWith(watcher.prefix)) continue;
      queueMicrotask(() => {
        if (watchers.has(watcher)) watcher.changed();
      });
    }
  }
}

function isNamed(node: MemoryNode, file: MemoryFile): boolean {
  if (node.kind !== "folder") return node === file;
  return [...node.entries.values()].some((child) => isNamed(child, file));
}

function dropUnsynced(node: MemoryNode, keep: (unsynced: number) => number): void {
  if (node.kind === "file") {
    const unsynced = node.size - node.synced;
    if (unsynced > 0) node.size = node.synced += keep(unsynced);
  } else if (node.kind === "folder") {
    for (const child of node.entries.values()) dropUnsynced(child, keep);
  }
}
