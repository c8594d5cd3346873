/** The folder that a path with forward slashes names something in. */
export function parentFolder(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
