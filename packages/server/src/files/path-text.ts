/** The folder of a path: all before its last separator. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(lastSeparator(path), 0)) || "/";
}

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.slice(lastSeparator(path) + 1);
}

/** `name` in `folder`. */
export function joinFolder(folder: string, name: string): string {
  return /[\\/]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`;
}

/** True when `path` is `folder` or lies below it; both absolute and without links or dots. */
export function isInside(folder: string, path: string): boolean {
  if (path === folder) return true;
  const rest = path.startsWith(folder) ? path.slice(folder.length) : "";
  return /^[\\/]/.test(rest) || (rest !== "" && /[\\/]$/.test(folder));
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
}
