import { FileSystemError } from "../file-system.ts";

/** Content that a name leads to; names come and go, it stays as long as somebody holds it. */
export interface MemoryFile {
  readonly kind: "file";
  readonly inode: number;
  bytes: Uint8Array;
  size: number;
  /** Bytes that a crash leaves. */
  synced: number;
  modifiedMs: number;
}

export interface MemoryFolder {
  readonly kind: "folder";
  readonly inode: number;
  readonly entries: Map<string, MemoryNode>;
  modifiedMs: number;
}

interface MemoryLink {
  readonly kind: "link";
  readonly target: string;
}

export type MemoryNode = MemoryFile | MemoryFolder | MemoryLink;

/** Where a path ends: its folder, its name in it, and what is there. `path` has no links left in it. */
export interface Place {
  readonly folder: MemoryFolder;
  readonly name: string;
  readonly node: MemoryNode | undefined;
  readonly path: string;
}

const MAX_LINKS = 40;

/**
 * Follows an absolute path from `root`. Links on the way are followed; the last part only with `followLast`.
 * Throws `ENOENT` or `ENOTDIR` when a folder on the way is missing, `ELOOP` for links in a circle.
 */
export function walk(root: MemoryFolder, path: string, followLast: boolean): Place {
  if (!path.startsWith("/")) throw new FileSystemError("EINVAL", path);
  let rest = splitPath(path);
  let trail: { folder: MemoryFolder; name: string }[] = [];
  let folder = root;
  let links = 0;
  while (rest.length > 0) {
    const [name, ...after] = rest as [string, ...string[]];
    rest = after;
    if (name === "..") {
      folder = trail.pop()?.folder ?? root;
      continue;
    }
    const node = folder.entries.get(name);
    const isLast = rest.length === 0;
    if (node?.kind === "link" && (!isLast || followLast)) {
      links += 1;
      if (links > MAX_LINKS) throw new FileSystemError("ELOOP", path);
      if (node.target.startsWith("/")) {
        folder = root;
        trail = [];
      }
      rest = [...splitPath(node.target), ...rest];
      continue;
    }
    const place = { folder, name, node, path: "/" + [...trail.map((step) => step.name), name].join("/") };
    if (isLast) return place;
    if (node === undefined) throw new FileSystemError("ENOENT", path);
    if (node.kind !== "folder") throw new FileSystemError("ENOTDIR", path);
    trail.push({ folder, name });
    folder = node;
  }
  return { folder, name: "", node: folder, path: "/" + trail.map((step) => step.name).join("/") };
}

function splitPath(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
