import type { Clock } from "../clock.ts";
import type { FolderEntry } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";

/** A change to names or sizes: an operation, of whose bytes only the number counts. */
export type TreeChange =
  | { readonly kind: "folder" | "remove"; readonly path: string }
  | { readonly kind: "file"; readonly path: string; readonly id: number; readonly bytes: Sized }
  | { readonly kind: "append"; readonly id: number; readonly bytes: Sized };

interface Sized {
  readonly length: number;
}

export interface TreeFile {
  readonly kind: "file";
  readonly id: number;
  size: number;
  modifiedMs: number;
  /** Something was appended, so that appends may go on after its name is gone. */
  isOpened: boolean;
}

interface TreeFolder {
  readonly kind: "folder";
  readonly names: Set<string>;
  modifiedMs: number;
}

/** The names, sizes and times of files, as changes make them. */
export interface FileTree {
  /** Throws `FileSystemError` when the change cannot be made. */
  check(change: TreeChange): void;
  /** Makes a change; one that cannot be made is left out. */
  apply(change: TreeChange): void;
  find(path: string): TreeFile | TreeFolder | undefined;
  /** Throws `ENOENT` or `EISDIR`. */
  needFile(path: string): TreeFile;
  list(path: string): readonly FolderEntry[];
  /** An id that no file has had. */
  nextId(): number;
}

/** A tree that has only its root. Its new ids are odd or even, so that two trees that follow each other never give the same. */
export function createFileTree(clock: Clock, ids: "odd" | "even"): FileTree {
  const nodes = new Map<string, TreeFile | TreeFolder>();
  const files = new Map<number, TreeFile>();
  let lastId = ids === "odd" ? -1 : 0;
  nodes.set("", { kind: "folder", names: new Set(), modifiedMs: clock.now() });

  function refusal(change: TreeChange): FileSystemError | undefined {
    if (change.kind === "append") return undefined;
    const path = clean(change.path);
    const parent = nodes.get(folderOf(path));
    if (parent?.kind !== "folder" || path === "") {
      return new FileSystemError(parent === undefined ? "ENOENT" : "ENOTDIR", change.path);
    }
    const node = nodes.get(path);
    if (change.kind === "folder" && node?.kind === "file") return new FileSystemError("EEXIST", change.path);
    if (change.kind === "file" && node?.kind === "folder") return new FileSystemError("EISDIR", change.path);
    return undefined;
  }

  function forget(node: TreeFile | TreeFolder | undefined): void {
    if (node?.kind === "file" && !node.isOpened) files.delete(node.id);
  }

  function add(path: string, node: TreeFile | TreeFolder): void {
    const parent = nodes.get(folderOf(path));
    if (parent?.kind !== "folder") return;
    parent.names.add(nameOf(path));
    nodes.set(path, node);
    if (node.kind !== "file") return;
    files.set(node.id, node);
    if (node.id % 2 === Math.abs(lastId % 2)) lastId = Math.max(lastId, node.id);
  }

  function remove(path: string): void {
    const node = nodes.get(path);
    if (node === undefined || path === "") return;
    if (node.kind === "folder") for (const name of [...node.names]) remove(`${path}/${name}`);
    nodes.delete(path);
    forget(node);
    const parent = nodes.get(folderOf(path));
    if (parent?.kind === "folder") parent.names.delete(nameOf(path));
  }

  function find(path: string): TreeFile | TreeFolder | undefined {
    return nodes.get(clean(path));
  }

  return {
    check(change) {
      const error = refusal(change);
      if (error !== undefined) throw error;
    },
    apply(change) {
      if (refusal(change) !== undefined) return;
      const modifiedMs = clock.now();
      if (change.kind === "append") {
        const file = files.get(change.id);
        if (file === undefined) return;
        file.size += change.bytes.length;
        file.modifiedMs = modifiedMs;
        file.isOpened = true;
        return;
      }
      const path = clean(change.path);
      if (change.kind === "remove") remove(path);
      else if (change.kind === "file") {
        forget(nodes.get(path));
        add(path, { kind: "file", id: change.id, size: change.bytes.length, modifiedMs, isOpened: false });
      } else if (!nodes.has(path)) add(path, { kind: "folder", names: new Set(), modifiedMs });
    },
    find,
    needFile(path) {
      const node = find(path);
      if (node === undefined) throw new FileSystemError("ENOENT", path);
      if (node.kind === "folder") throw new FileSystemError("EISDIR", path);
      return node;
    },
    list(path) {
      const node = find(path);
      if (node === undefined) throw new FileSystemError("ENOENT", path);
      if (node.kind === "file") throw new FileSystemError("ENOTDIR", path);
      return [...node.names].map((name) => ({ name, kind: find(`${path}/${name}`)?.kind ?? "other" }));
    },
    nextId: () => lastId + 2,
  };
}

function clean(path: string): string {
  return path.replace(/\/+/g, "/").replace(/\/$/, "");
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
