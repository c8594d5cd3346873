/** The name of what lies at a path with forward slashes. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
