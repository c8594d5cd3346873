import { escapeItem, unescapeItem } from "../../lib/list-item.ts";

/** Runs side by side at most. */
export const mostCompared = 20;

/** The runs of an address, the baseline first; each once. Signs of shown and hidden runs are no part of an id. */
export function readCompared(text: string | undefined): readonly string[] {
  return namedRuns(text).slice(0, mostCompared);
}

/** How many runs an address names beyond those that are compared. */
export function leftOut(text: string | undefined): number {
  return Math.max(0, namedRuns(text).length - mostCompared);
}

/** The same as text of an address; undefined for none. */
export function writeCompared(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : ids.map(escapeItem).join(",");
}

/** The list with a run at another place. */
export function moveCompared(ids: readonly string[], from: number, to: number): readonly string[] {
  const moved = ids[from];
  if (moved === undefined || to < 0 || to >= ids.length) return ids;
  return ids.toSpliced(from, 1).toSpliced(to, 0, moved);
}

function namedRuns(text: string | undefined): readonly string[] {
  const ids = (text ?? "")
    .split(",")
    .filter((item) => item !== "" && !item.startsWith("-"))
    .map((item) => unescapeItem(item.replace(/^\+/, "")))
    .filter((id) => id !== "" && id !== "*");
  return [...new Set(ids)];
}
