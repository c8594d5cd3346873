/** `path` as seen from `folder`, without `.` parts and without slashes at its end. */
export function absolutePath(path: string, folder: string): string {
  const full = path.startsWith("/") || /^[a-z]:[/\\]/i.test(path) ? path : `${folder}/${path}`;
  return full.replace(/(\/\.)+(?=\/|$)/g, "").replace(/(?<=.)\/+$/, "");
}
