import type { FoundFolder } from "./sync-folders.ts";

/** "run-20261123_043201-", which is when a session began. */
const START = /^(?:offline-)?run-(\d{8}_\d{6})-/;

/**
 * Folders that must go one after the other, in that order: the sessions of a run as they began, and forks behind the run
 * that they were forked from, whose rows they begin with.
 */
export function lanesOf(folders: readonly FoundFolder[]): FoundFolder[][] {
  const parents = new Map<string, string | undefined>();
  // Only the first session of a fork says what it was forked from.
  for (const { runId, parentId } of folders) parents.set(runId, parents.get(runId) ?? parentId);
  const lineOf = (runId: string): readonly string[] => {
    const line = [runId];
    for (let next = parents.get(runId); next !== undefined && parents.has(next); next = parents.get(next)) {
      if (line.includes(next)) break;
      line.push(next);
    }
    return line;
  };
  const lanes = new Map<string, FoundFolder[]>();
  for (const folder of folders) {
    const root = lineOf(folder.runId).at(-1) as string;
    lanes.set(root, [...(lanes.get(root) ?? []), folder]);
  }
  const startOf = ({ path }: FoundFolder): string =>
    START.exec(path.slice(path.lastIndexOf("/") + 1))?.[1] ?? "";
  const depthOf = ({ runId }: FoundFolder): number => lineOf(runId).length;
  return [...lanes.values()].map((lane) =>
    lane.toSorted((a, b) => startOf(a).localeCompare(startOf(b)) || depthOf(a) - depthOf(b)),
  );
}
