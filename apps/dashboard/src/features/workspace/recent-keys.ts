const storageKey = "stepwell.recent-metrics";
const most = 6;

/** Metrics that somebody picked lately in this browser, the last one first. */
export function recentKeys(): readonly string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === "string") : [];
  } catch {
    return [];
  }
}

/** Remembers what was picked. */
export function rememberKeys(keys: readonly string[]): void {
  try {
    const all = [...new Set([...keys, ...recentKeys()])].slice(0, most);
    localStorage.setItem(storageKey, JSON.stringify(all));
  } catch {
    // Without storage nothing is remembered.
  }
}
