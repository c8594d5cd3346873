import type { FileView } from "@stepwell/protocol";

/** A row of the tree of files: a folder with what it holds in all, or a file. */
export interface TreeRow {
  readonly path: string;
  /** The last part of the path; of a chain of folders with one folder each, all of them. */
  readonly name: string;
  readonly depth: number;
  readonly kind: "folder" | "file";
  /** Bytes, of a folder together. */
  readonly size: number;
  /** Last written, of a folder the newest; undefined where that is not known. */
  readonly modifiedAt: number | undefined;
  /** Files in the folder, at any depth; 1 for a file. */
  readonly files: number;
}

interface Folder {
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly files: FileView[];
  size: number;
  modifiedAt: number | undefined;
  count: number;
}

export interface TreeOptions {
  readonly files: readonly FileView[];
  /** Folders, by path, whose content is not shown. */
  readonly closed: ReadonlySet<string>;
}

/** The rows of a tree, folders before files, each by name. */
export function treeRows({ files, closed }: TreeOptions): TreeRow[] {
  const root = folder("");
  for (const file of files) put(root, file);
  const rows: TreeRow[] = [];
  addRows(rows, root, 0, closed);
  return rows;
}

function folder(path: string): Folder {
  return { path, folders: new Map(), files: [], size: 0, modifiedAt: undefined, count: 0 };
}

function put(root: Folder, file: FileView): void {
  const names = file.path.split("/");
  let at = root;
  for (const name of names.slice(0, -1)) {
    const next = at.folders.get(name) ?? folder(at.path === "" ? name : `${at.path}/${name}`);
    at.folders.set(name, next);
    next.size += file.size;
    next.count += 1;
    if (file.modifiedAt !== undefined) next.modifiedAt = Math.max(next.modifiedAt ?? 0, file.modifiedAt);
    at = next;
  }
  at.files.push(file);
}

function addRows(
  rows: TreeRow[],
  { folders, files }: Folder,
  depth: number,
  closed: ReadonlySet<string>,
): void {
  for (const first of [...folders.values()].toSorted((a, b) => byName(a.path, b.path))) {
    const last = onlyChild(first);
    const start = first.path.lastIndexOf("/") + 1;
    rows.push({
      path: last.path,
      name: last.path.slice(start),
      depth,
      kind: "folder",
      size: last.size,
      modifiedAt: last.modifiedAt,
      files: last.count,
    });
    if (!closed.has(last.path)) addRows(rows, last, depth + 1, closed);
  }
  for (const { path, size, modifiedAt } of files.toSorted((a, b) => byName(a.path, b.path))) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    rows.push({ path, name, depth, kind: "file", size, modifiedAt, files: 1 });
  }
}

function onlyChild(at: Folder): Folder {
  const [child] = at.folders.values();
  return child !== undefined && at.folders.size === 1 && at.files.length === 0 ? onlyChild(child) : at;
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
