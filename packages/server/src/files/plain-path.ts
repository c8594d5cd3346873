/** True for a relative path with forward slashes that means the same on every host and leads nowhere else. */
export function isPlainPath(path: string): boolean {
  if (path.includes("\0") || path.includes("\\") || /^[a-z]:/i.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
