/** Escapes a file's path part by part, so that slashes stay. */
export function filePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
