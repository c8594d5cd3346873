/** The path that a `file://` address names on this host; undefined for other addresses. */
export function filePathOf(uri: string): string | undefined {
  const [, path] = /^file:\/\/(?:localhost)?(\/.*)$/is.exec(uri) ?? [];
  if (path === undefined) return undefined;
  const plain = decoded(path);
  return /^\/[a-z]:/i.test(plain) ? plain.slice(1) : plain;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
