/** Whether a page of this origin may log here: those of this machine may, and those that were allowed. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return isLoopbackOrigin(origin) || allowed.includes(origin);
}

function isLoopbackOrigin(origin: string): boolean {
  try {
    const { hostname, protocol } = new URL(origin);
    const isLocal =
      hostname === "localhost" ||
      hostname.endsWith(".localhost") ||
      hostname === "[::1]" ||
      /^127(\.\d{1,3}){3}$/.test(hostname);
    return isLocal && (protocol === "http:" || protocol === "https:");
  } catch {
    return false;
  }
}
