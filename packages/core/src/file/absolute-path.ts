/** True for a path that starts at a root, of any host. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:[/\\]/i.test(path);
}

/** `path` as seen from `folder`, without `.` parts and without slashes at its end. */
export function absolutePath(path: string, folder: string): string {
  const full = isAbsolutePath(path) ? path : `${folder}/${path}`;
  return full.replace(/(\/\.)+(?=\/|$)/g, "").replace(/(?<=.)\/+$/, "");
}
